drop table notes.open_notes;
drop table notes.notes;
