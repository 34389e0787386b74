CREATE TABLE `lint_mutes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`reporting_effort_item_id` integer NOT NULL,
	`rule` text NOT NULL,
	`reason` text NOT NULL,
	`user_id` integer NOT NULL,
	FOREIGN KEY (`reporting_effort_item_id`) REFERENCES `reporting_effort_items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `lint_mutes_reporting_effort_item_id_rule_unique` ON `lint_mutes` (`reporting_effort_item_id`,`rule`);