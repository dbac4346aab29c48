-- The schema analytics: what analysts ask in SQL. It stands here, since it looks at the tables of all others.
-- Nobody is named: a student is a pseudonym that only this installation makes. Each view says what it
-- holds, and each column its unit; docs/analytics.md is made of these comments.

-- Every day keeps its figures, as they were published at its end.
alter table analytics.figure drop constraint figure_pkey;
alter table analytics.figure add primary key (school, scope, subject, code, by, until_day);

create table analytics.setting (
  name  text primary key,
  value text not null
);
insert into analytics.setting values
  ('salt', gen_random_uuid()::text || gen_random_uuid()::text), -- of pseudonyms: whoever has it can make them
  ('k', '5');                                                    -- as the program is set

-- Which account of the database sees which school; '' stands for all of them.
create table analytics.reach (
  role   name not null,
  school text not null,
  primary key (role, school)
);
insert into analytics.reach values ('jalons_analyst', '');

-- The schools of whoever asks, once for a statement. The owner sees all.
create function analytics.schools() returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select distinct s.school
  from planning.structure s
  where session_user = (select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'analytics')
    or exists (
      select from analytics.reach r where r.role = session_user and r.school in ('', s.school))
$$;

create or replace view analytics.indicator with (security_barrier) as
  select f.code, f.version, f.scope, f.school, f.subject, f.numerator, f.denominator, f.value, f.withheld, f.from_day,
    f.until_day, f.position
  from analytics.figure f
  where f.by = ''
    and f.school in (select analytics.schools())
    and f.until_day = (select max(l.until_day) from analytics.figure l where l.school = f.school);

create view analytics.indicator_by_day with (security_barrier) as
  select f.code, f.by as part, f.version, f.scope, f.school, f.subject, f.numerator, f.denominator, f.value, f.withheld,
    f.from_day, f.until_day, f.position
  from analytics.figure f
  where f.school in (select analytics.schools());

create view analytics.membership with (security_barrier) as
  select encode(sha256(convert_to(salt.value || m.student, 'UTF8')), 'hex') as student,
    c.school, c.kind, c.code, m."from" as from_day, m.until as until_day
  from planning.membership m
  join planning.structure c on c.id = m.structure
  join analytics.setting salt on salt.name = 'salt'
  where c.school in (select analytics.schools());

create view analytics.session with (security_barrier) as
  select s.id as session, s.school, s.kind, coalesce(c.code, s.code) as code, s.day, s.minutes, s.status, s.natures,
    s.competencies, cardinality(s.teachers) as teachers, cardinality(s.partners) as partners, s.action
  from delivery.session s
  left join planning.structure c
    on c.id = s.school || case s.kind when 'CLASS' then ':D:' else ':G:' end || s.code
  where s.school in (select analytics.schools());

-- The members of the day of a session that was held; who is on a placement of the calendar is not expected.
create view analytics.attendance with (security_barrier) as
  select l.session, l.school, l.kind, l.code, l.day, l.student, l.status, l.cause, l.corrected,
    case when l.expected then l.present else 0 end as minutes_present,
    case when l.expected then l.minutes else 0 end as minutes_expected
  from (
    select s.id as session, s.school, s.kind, coalesce(c.code, s.code) as code, s.day, s.minutes,
      encode(sha256(convert_to(salt.value || m.student, 'UTF8')), 'hex') as student,
      coalesce(a.status, 'UNRECORDED') as status, a.cause, coalesce(a.corrected, false) as corrected,
      coalesce(a.minutes, 0) as present,
      a.status is not null and a.cause is null and not exists (
        select
        from followup.aspect p
        join planning.membership n on n.student = m.student
          and n."from" <= s.day and (n.until is null or n.until > s.day)
        join planning.structure t on t.id = n.structure
        where p.subject = s.school and p.aspect = 'periods' and p.withdrawn is null
          and p.state ->> 'kind' = 'PLACEMENT'
          and s.day between (p.state ->> 'from')::date and (p.state ->> 'until')::date
          and case
            when p.state -> 'scope' ->> 'structure' is not null
              then t.id = p.state -> 'scope' ->> 'structure'
            when p.state -> 'scope' ->> 'track' is not null
              then t.kind = 'CLASS' and t.mef ~ '^2[47]'
                and substr(t.mef, 4, 5) = p.state -> 'scope' ->> 'track'
            else t.kind = 'CLASS' end) as expected
    from delivery.session s
    join planning.membership m
      on m.structure = s.school || case s.kind when 'CLASS' then ':D:' else ':G:' end || s.code
        and m."from" <= s.day and (m.until is null or m.until > s.day)
    left join planning.structure c on c.id = m.structure
    left join delivery.attendance a on a.session = s.id and a.student = m.student
    join analytics.setting salt on salt.name = 'salt'
    where s.status = 'HELD' and s.school in (select analytics.schools())) l;

create view analytics.action with (security_barrier) as
  select (a.state ->> 'id')::uuid as action, a.subject as school,
    coalesce(c.kind, case when a.state -> 'scope' ->> 'track' is null then 'SCHOOL' else 'TRACK' end) as scope,
    coalesce(c.code, a.state -> 'scope' ->> 'track', a.subject) as code,
    array(select jsonb_array_elements_text(a.state -> 'natures') order by 1) as natures,
    jsonb_array_length(a.state -> 'disciplines') as disciplines,
    (a.state ->> 'plannedOn')::date as planned_on,
    (a.state ->> 'startsOn')::date as starts_on,
    (a.state ->> 'endsOn')::date as ends_on,
    closure.closed_on, closure.outcome
  from followup.aspect a
  left join planning.structure c on c.id = a.state -> 'scope' ->> 'structure'
  left join lateral (
    select (e.state ->> 'on')::date as closed_on, e.state ->> 'outcome' as outcome
    from followup.aspect e
    where e.subject = a.subject and e.aspect = 'action-steps' and e.withdrawn is null
      and e.state ->> 'action' = a.state ->> 'id' and e.state ? 'outcome'
    order by e.since desc limit 1) closure on true
  where a.aspect = 'action-sheets' and a.withdrawn is null and a.subject in (select analytics.schools());

create view analytics.competency with (security_barrier) as
  select encode(sha256(convert_to(salt.value || a.student, 'UTF8')), 'hex') as student,
    c.school, c.code, a.state ->> 'framework' as framework, a.state ->> 'edition' as edition,
    a.state ->> 'competency' as competency, (a.state ->> 'level')::integer as level,
    a.state ->> 'context' as context, (a.state ->> 'observedOn')::date as observed_on
  from followup.aspect a
  join planning.membership m on m.student = a.student
    and m."from" <= (a.state ->> 'observedOn')::date
    and (m.until is null or m.until > (a.state ->> 'observedOn')::date)
  join planning.structure c on c.id = m.structure and c.kind = 'CLASS'
  join analytics.setting salt on salt.name = 'salt'
  where a.aspect = 'competencies' and a.withdrawn is null and c.school in (select analytics.schools());

create view analytics.survey with (security_barrier) as
  select s.id as survey, s.school, s.audience, c.code, s.anonymous,
    s.invited + (
      select count(*) from evaluation.survey_invitation i where i.survey = s.id and i.later)::integer as invited,
    case when s.anonymous and not s.closed then s.answers - s.answers % k.value::integer else s.answers end as answers,
    s.closes_on, s.closed
  from evaluation.survey s
  left join planning.structure c on c.id = s.structure
  join analytics.setting k on k.name = 'k'
  where s.school in (select analytics.schools());

-- What may leave the school: no figure of fewer than k students or answers, and where one part is withheld, so
-- are the smallest others until they are two and stand for k.

create view analytics.attendance_published with (security_barrier) as
  select r.school, r.kind, r.code, r.month,
    case when not r.withheld then r.students end as students,
    case when not r.withheld then r.minutes_present end as minutes_present,
    case when not r.withheld then r.minutes_expected end as minutes_expected,
    case when not r.withheld then r.unexcused end as unexcused,
    r.withheld
  from (
    select p.*, p.students < p.k
      or bool_or(p.students < p.k) over parts
        and (row_number() over (parts order by p.students, p.code) <= 2
          or coalesce(sum(p.students) over (
            parts order by p.students, p.code rows between unbounded preceding and 1 preceding), 0) < p.k) as withheld
    from (
      select a.school, a.kind, a.code, date_trunc('month', a.day)::date as month, k.value::integer as k,
        count(distinct a.student) as students, sum(a.minutes_present) as minutes_present,
        sum(a.minutes_expected) as minutes_expected,
        count(*) filter (where a.status = 'UNEXCUSED') as unexcused
      from analytics.attendance a join analytics.setting k on k.name = 'k'
      where a.minutes_expected > 0
      group by a.school, a.kind, a.code, month, k.value) p
    window parts as (partition by p.school, p.kind, p.month)) r;

create view analytics.session_published with (security_barrier) as
  select r.school, r.kind, r.code, r.month,
    case when not r.withheld then r.sessions end as sessions,
    case when not r.withheld then r.minutes end as minutes,
    r.withheld
  from (
    select p.*, p.students < p.k
      or bool_or(p.students < p.k) over parts
        and (row_number() over (parts order by p.students, p.code) <= 2
          or coalesce(sum(p.students) over (
            parts order by p.students, p.code rows between unbounded preceding and 1 preceding), 0) < p.k) as withheld
    from (
      select s.school, s.kind, s.code, s.month, k.value::integer as k, coalesce(a.students, 0) as students,
        s.sessions, s.minutes
      from (
        select school, kind, code, date_trunc('month', day)::date as month, count(*) as sessions, sum(minutes) as minutes
        from analytics.session where status = 'HELD' group by school, kind, code, month) s
      left join (
        select school, kind, code, date_trunc('month', day)::date as month, count(distinct student) as students
        from analytics.attendance group by school, kind, code, month) a
        on a.school = s.school and a.kind = s.kind and a.code = s.code and a.month = s.month
      join analytics.setting k on k.name = 'k') p
    window parts as (partition by p.school, p.kind, p.month)) r;

create view analytics.competency_published with (security_barrier) as
  select r.school, r.school_year, r.framework, r.competency, r.level,
    case when not r.withheld then r.students end as students, r.withheld
  from (
    select p.*, p.students < p.k
      or bool_or(p.students < p.k) over parts
        and (row_number() over (parts order by p.students, p.level) <= 2
          or coalesce(sum(p.students) over (
            parts order by p.students, p.level rows between unbounded preceding and 1 preceding), 0) < p.k) as withheld
    from (
      select c.school, extract(year from c.observed_on - interval '8 months')::integer as school_year, c.framework,
        c.competency, c.level, k.value::integer as k, count(distinct c.student) as students
      from analytics.competency c join analytics.setting k on k.name = 'k'
      group by c.school, school_year, c.framework, c.competency, c.level, k.value) p
    window parts as (partition by p.school, p.school_year, p.framework, p.competency)) r;

create view analytics.survey_published with (security_barrier) as
  select p.survey, p.school, p.audience, p.code, p.closes_on, p.question,
    case when not p.withheld then p.answers end as answers,
    case when not p.withheld then p.mean end as mean,
    case when not p.withheld then p.satisfied end as satisfied,
    p.withheld
  from (
    select s.survey, s.school, s.audience, s.code, s.closes_on, a.question, count(*) as answers,
      round(avg(a.answer::integer), 2) as mean, count(*) filter (where a.answer::integer >= 4) as satisfied,
      count(*) < k.value::integer or s.invited < k.value::integer as withheld
    from analytics.survey s
    join evaluation.survey t on t.id = s.survey
    join evaluation.survey_answer a on a.survey = s.survey and a.answer ~ '^[1-5]$'
    join analytics.setting k on k.name = 'k'
    where s.closed and exists (
      select from json_array_elements(t.questions) q
      where q ->> 'id' = a.question and q ->> 'kind' = 'SCALE_1_5')
    group by s.survey, s.school, s.audience, s.code, s.closes_on, s.invited, a.question, k.value) p;

comment on view analytics.indicator is
'The indicators of the present school year as they stand on the last day that was counted, suppressed as for whoever sees no students. One row for each indicator and scope.
Example: Attendance of the schools
select school, numerator, denominator, round(value, 3) as rate, withheld
from analytics.indicator where code = ''S42'' and scope = ''SCHOOL'' order by school';
comment on view analytics.indicator_by_day is
'The same for every day since the first on which they were kept, and with the parts of breakdowns. A day is not changed afterwards: it says what was known then.
Example: How attendance has moved
select until_day, version, round(value, 3) as rate
from analytics.indicator_by_day where code = ''S42'' and part = '''' and scope = ''SCHOOL'' order by school, until_day';
comment on view analytics.membership is
'Who belonged to which class or group, and when. One row for each stay.
Example: Students of each class today
select school, code, count(*) as students from analytics.membership
where kind = ''CLASS'' and from_day <= current_date and (until_day is null or until_day > current_date)
group by school, code order by school, code';
comment on view analytics.session is
'Sessions of accompaniment. One row for each, planned, held or cancelled.
Example: Hours held by nature
select nature, round(sum(minutes) / 60.0, 1) as hours
from analytics.session, unnest(natures) as nature where status = ''HELD'' group by nature order by nature';
comment on view analytics.attendance is
'The rolls of sessions that were held. One row for each session and student who was a member on its day.
Example: Minutes present ÷ expected by class and month
select code, date_trunc(''month'', day)::date as month, sum(minutes_present) as present, sum(minutes_expected) as expected
from analytics.attendance group by code, month order by code, month';
comment on view analytics.action is
'Action sheets. One row for each; it is about no student and may leave the school.
Example: Actions by nature, and how many achieved what they were for
select nature, count(*) as actions, count(*) filter (where outcome = ''ACHIEVED'') as achieved
from analytics.action, unnest(natures) as nature group by nature order by nature';
comment on view analytics.competency is
'Assessments of competencies. One row for each observation, of students who were in a class on its day.
Example: Mean level of each competency
select framework, competency, round(avg(level), 2) as mean, count(distinct student) as students
from analytics.competency group by framework, competency order by framework, competency';
comment on view analytics.survey is
'Surveys and how many have answered. One row for each.
Example: Share of those invited who have answered
select audience, sum(answers) as answers, sum(invited) as invited, round(sum(answers)::numeric / sum(invited), 2) as rate
from analytics.survey group by audience order by audience';
comment on view analytics.attendance_published is
'Attendance by class or group and month, as it may leave the school.
Example: Rates by class and month
select code, month, round(minutes_present::numeric / minutes_expected, 3) as rate
from analytics.attendance_published where not withheld order by code, month';
comment on view analytics.session_published is
'Sessions held by class or group and month, as they may leave the school.
Example: Hours held in each month
select month, round(sum(minutes) / 60.0, 1) as hours from analytics.session_published group by month order by month';
comment on view analytics.competency_published is
'Students who were seen at each level of a competency in a school year, as it may leave the school.
Example: Levels of a school year
select school_year, competency, level, students from analytics.competency_published
where not withheld order by school_year, competency, level';
comment on view analytics.survey_published is
'Answers from 1 to 5 to surveys that are closed, by question, as they may leave the school.
Example: Satisfaction
select survey, question, mean, round(satisfied::numeric / answers, 2) as satisfied
from analytics.survey_published where not withheld order by survey, question';

do $$
declare
  said text[];
begin
  foreach said slice 1 in array array[
    ['indicator.code', 'row of the grid (docs/indicators.md)'],
    ['indicator.version', 'of the formula'],
    ['indicator.scope', 'SCHOOL, TRACK, CLASS or GROUP'],
    ['indicator.school', 'number of the school (UAI)'],
    ['indicator.subject', 'code of the track, class or group; the school’s number'],
    ['indicator.numerator', 'unit of the indicator; null where withheld'],
    ['indicator.denominator', 'unit of the indicator; null where withheld'],
    ['indicator.value', 'numerator ÷ denominator; null where withheld or the denominator is 0'],
    ['indicator.withheld', 'whether too few students stand behind it'],
    ['indicator.from_day', 'first day that is counted'],
    ['indicator.until_day', 'last day that is counted'],
    ['indicator.position', 'of the event log: what was known there'],
    ['indicator_by_day.code', 'row of the grid (docs/indicators.md)'],
    ['indicator_by_day.part', 'of a breakdown; empty for the whole'],
    ['indicator_by_day.version', 'of the formula'],
    ['indicator_by_day.scope', 'SCHOOL, TRACK, CLASS or GROUP'],
    ['indicator_by_day.school', 'number of the school (UAI)'],
    ['indicator_by_day.subject', 'code of the track, class or group; the school’s number'],
    ['indicator_by_day.numerator', 'unit of the indicator; null where withheld'],
    ['indicator_by_day.denominator', 'unit of the indicator; null where withheld'],
    ['indicator_by_day.value', 'numerator ÷ denominator; null where withheld or the denominator is 0'],
    ['indicator_by_day.withheld', 'whether too few students stand behind it'],
    ['indicator_by_day.from_day', 'first day that is counted'],
    ['indicator_by_day.until_day', 'last day that is counted: the day of the row'],
    ['indicator_by_day.position', 'of the event log: what was known there'],
    ['membership.student', 'pseudonym: the same in all views of this installation'],
    ['membership.school', 'number of the school (UAI)'],
    ['membership.kind', 'CLASS or GROUP'],
    ['membership.code', 'of the class or group, as it is called now'],
    ['membership.from_day', 'first day'],
    ['membership.until_day', 'first day that no longer counts; null without end'],
    ['session.session', 'identifier'],
    ['session.school', 'number of the school (UAI)'],
    ['session.kind', 'CLASS or GROUP'],
    ['session.code', 'of the class or group, as it is called now'],
    ['session.day', 'at the school'],
    ['session.minutes', 'minutes planned'],
    ['session.status', 'PLANNED, HELD or CANCELLED'],
    ['session.natures', 'codes: FUNDAMENTALS, PSYCHOSOCIAL, AUTONOMY, EXAM, MULTIDISCIPLINARY, CULTURAL, INTERNATIONAL, PROFESSIONAL_PROJECT'],
    ['session.competencies', 'codes of what was worked on'],
    ['session.teachers', 'number'],
    ['session.partners', 'number'],
    ['session.action', 'identifier of the action that it is a part of'],
    ['attendance.session', 'identifier'],
    ['attendance.school', 'number of the school (UAI)'],
    ['attendance.kind', 'CLASS or GROUP'],
    ['attendance.code', 'of the class or group, as it is called now'],
    ['attendance.day', 'at the school'],
    ['attendance.student', 'pseudonym: the same in all views of this installation'],
    ['attendance.status', 'PRESENT, LATE, EXCUSED, UNEXCUSED, or UNRECORDED for a member without a line'],
    ['attendance.cause', 'where the school had sent the student: PLACEMENT or SCHOOL_DUTY'],
    ['attendance.corrected', 'whether the line was added or changed afterwards'],
    ['attendance.minutes_present', 'minutes; 0 where nothing is expected'],
    ['attendance.minutes_expected', 'minutes; 0 on placement, elsewhere for the school, or unrecorded'],
    ['action.action', 'identifier'],
    ['action.school', 'number of the school (UAI)'],
    ['action.scope', 'SCHOOL, TRACK, CLASS or GROUP'],
    ['action.code', 'code of the track, class or group; the school’s number'],
    ['action.natures', 'codes, as of sessions'],
    ['action.disciplines', 'number'],
    ['action.planned_on', 'day'],
    ['action.starts_on', 'day'],
    ['action.ends_on', 'day that was planned; null for none'],
    ['action.closed_on', 'day; null while it is open'],
    ['action.outcome', 'code; null while it is open'],
    ['competency.student', 'pseudonym: the same in all views of this installation'],
    ['competency.school', 'number of the school (UAI)'],
    ['competency.code', 'of the class on that day, as it is called now'],
    ['competency.framework', 'code'],
    ['competency.edition', 'of the framework'],
    ['competency.competency', 'code in the framework'],
    ['competency.level', 'of the framework’s rubric, from 1'],
    ['competency.context', 'code: where it was observed'],
    ['competency.observed_on', 'day'],
    ['survey.survey', 'identifier'],
    ['survey.school', 'number of the school (UAI)'],
    ['survey.audience', 'STUDENTS, GUARDIANS or STAFF'],
    ['survey.code', 'of the class; null for the whole school'],
    ['survey.anonymous', 'whether nobody can be told who has answered what'],
    ['survey.invited', 'people'],
    ['survey.answers', 'people; of an anonymous survey that is open, in steps of k'],
    ['survey.closes_on', 'last day'],
    ['survey.closed', 'whether it takes answers no more'],
    ['attendance_published.school', 'number of the school (UAI)'],
    ['attendance_published.kind', 'CLASS or GROUP'],
    ['attendance_published.code', 'of the class or group, as it is called now'],
    ['attendance_published.month', 'its first day'],
    ['attendance_published.students', 'students; null where withheld'],
    ['attendance_published.minutes_present', 'minutes; null where withheld'],
    ['attendance_published.minutes_expected', 'minutes; null where withheld'],
    ['attendance_published.unexcused', 'absences without excuse; null where withheld'],
    ['attendance_published.withheld', 'whether too few students stand behind it, or it would tell what is withheld beside it'],
    ['session_published.school', 'number of the school (UAI)'],
    ['session_published.kind', 'CLASS or GROUP'],
    ['session_published.code', 'of the class or group, as it is called now'],
    ['session_published.month', 'its first day'],
    ['session_published.sessions', 'sessions held; null where withheld'],
    ['session_published.minutes', 'minutes held; null where withheld'],
    ['session_published.withheld', 'whether too few students stand behind it, or it would tell what is withheld beside it'],
    ['competency_published.school', 'number of the school (UAI)'],
    ['competency_published.school_year', 'in which it begins, on 1 September'],
    ['competency_published.framework', 'code'],
    ['competency_published.competency', 'code in the framework'],
    ['competency_published.level', 'of the framework’s rubric, from 1'],
    ['competency_published.students', 'students who were seen there; null where withheld'],
    ['competency_published.withheld', 'whether too few students stand behind it, or it would tell what is withheld beside it'],
    ['survey_published.survey', 'identifier'],
    ['survey_published.school', 'number of the school (UAI)'],
    ['survey_published.audience', 'STUDENTS, GUARDIANS or STAFF'],
    ['survey_published.code', 'of the class; null for the whole school'],
    ['survey_published.closes_on', 'last day'],
    ['survey_published.question', 'identifier in the survey'],
    ['survey_published.answers', 'answers; null where withheld'],
    ['survey_published.mean', 'from 1 to 5; null where withheld'],
    ['survey_published.satisfied', 'answers of 4 or 5; null where withheld'],
    ['survey_published.withheld', 'whether fewer than k have answered or were invited']]
  loop
    execute format('comment on column analytics.%I.%I is %L',
      split_part(said[1], '.', 1), split_part(said[1], '.', 2), said[2]);
  end loop;
end $$;
