-- The change log is the audit trail: entries are added at its end and never altered. recursive_triggers is on, so
-- INSERT OR REPLACE meets the delete trigger too (https://www.sqlite.org/lang_conflict.html).
CREATE TRIGGER `changes_never_updated` BEFORE UPDATE ON `changes`
BEGIN
  SELECT RAISE(ABORT, 'changes is append-only: an entry cannot be altered');
END;
--> statement-breakpoint
CREATE TRIGGER `changes_never_deleted` BEFORE DELETE ON `changes`
BEGIN
  SELECT RAISE(ABORT, 'changes is append-only: an entry cannot be deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `changes_only_appended` BEFORE INSERT ON `changes`
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM `changes`)
BEGIN
  SELECT RAISE(ABORT, 'changes is append-only: the next entry must follow the last');
END;
