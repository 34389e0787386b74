CREATE TABLE `access_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`token_hash` text NOT NULL,
	`username` text NOT NULL,
	`display_name` text NOT NULL,
	`note` text NOT NULL,
	`password_hash` text NOT NULL,
	`address` text NOT NULL,
	`asked_at` text NOT NULL,
	`status` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `access_requests_token_hash_unique` ON `access_requests` (`token_hash`);--> statement-breakpoint
CREATE INDEX `access_requests_by_status` ON `access_requests` (`status`,`id`);--> statement-breakpoint
CREATE TABLE `hosting` (
	`id` integer PRIMARY KEY NOT NULL,
	`newcomers_may_ask` integer DEFAULT true NOT NULL,
	`discoverable` integer DEFAULT false NOT NULL,
	`code_address` text,
	`invitation` text,
	`code_expires_at` text
) STRICT;
--> statement-breakpoint
ALTER TABLE `workspace` ADD `hosted_on` text;