CREATE TABLE `inbox_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`actor_id` integer,
	`actor_name` text NOT NULL,
	`tracker_id` integer NOT NULL,
	`comment_id` integer,
	`read_at` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `inbox_entries_by_person` ON `inbox_entries` (`user_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_entries_by_change` ON `inbox_entries` (`user_id`,`tracker_id`,`at`);--> statement-breakpoint
CREATE INDEX `inbox_entries_unread` ON `inbox_entries` (`user_id`) WHERE read_at IS NULL;--> statement-breakpoint
CREATE TABLE `read_positions` (
	`user_id` integer NOT NULL,
	`kind` text NOT NULL,
	`subject_id` integer NOT NULL,
	`position` integer NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`user_id`, `kind`, `subject_id`)
) STRICT;
--> statement-breakpoint
-- What was written before read positions existed counts as read.
INSERT INTO `read_positions` (`user_id`, `kind`, `subject_id`, `position`, `at`)
SELECT `users`.`id`, `newest`.`kind`, 0, `newest`.`position`, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM `users`, (
	SELECT 'comments' AS `kind`, max(`id`) AS `position` FROM `tracker_comments`
	UNION ALL SELECT 'activity', max(`seq`) FROM `changes`
) AS `newest`
WHERE `newest`.`position` IS NOT NULL;
