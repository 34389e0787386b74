CREATE TABLE `saved_views` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`owner_id` integer NOT NULL,
	`name` text NOT NULL,
	`is_shared` integer DEFAULT false NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `saved_views_by_owner` ON `saved_views` (`owner_id`);--> statement-breakpoint
CREATE INDEX `changes_by_parent` ON `changes` (`entity`,coalesce(after ->> '$.tracker_id', after ->> '$.reporting_effort_item_id')) WHERE entity IN ('reporting_effort_item_footnotes', 'reporting_effort_item_acronyms', 'tracker_item_tags') AND action = 'create';