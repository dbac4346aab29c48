-- Names that were imported before are found by plain letters, too: Ł by l, ß by ss.
update identity.student
set search = replace(replace(translate(search, 'łđøðħŧı', 'ldodhti'), 'ß', 'ss'), 'þ', 'th');
