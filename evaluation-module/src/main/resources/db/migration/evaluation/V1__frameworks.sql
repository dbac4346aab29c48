-- Frameworks in force, one edition of each. Rubric and competencies are shown as a whole, in their order.
create table evaluation.framework (
  code         text primary key,
  edition      text not null,
  title        text not null,
  rubric       json not null,
  competencies json not null
);
