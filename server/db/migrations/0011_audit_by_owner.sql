DROP INDEX `changes_by_parent`;--> statement-breakpoint
CREATE INDEX `changes_by_owner` ON `changes` (`entity`,coalesce(after ->> '$.tracker_id', after ->> '$.reporting_effort_item_id', after ->> '$.reporting_effort_id', after ->> '$.study_id'),`row_id`) WHERE action = 'create';
