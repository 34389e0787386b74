CREATE TABLE `audit_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`kind` text NOT NULL,
	`user_id` integer,
	`username` text DEFAULT '' NOT NULL,
	`detail` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_events_by_user` ON `audit_events` (`user_id`,`kind`);--> statement-breakpoint
ALTER TABLE `workspace` ADD `idle_lock_minutes` integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE `credentials` ADD `must_change` integer DEFAULT false NOT NULL;