CREATE TABLE `tracker_comments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`tracker_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`parent_comment_id` integer,
	`comment_text` text NOT NULL,
	`comment_type` text DEFAULT 'programming' NOT NULL,
	`is_resolved` integer DEFAULT false NOT NULL,
	`resolved_by_user_id` integer,
	`resolved_at` text,
	FOREIGN KEY (`tracker_id`) REFERENCES `reporting_effort_item_tracker`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_comment_id`) REFERENCES `tracker_comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resolved_by_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `tracker_comments_by_tracker` ON `tracker_comments` (`tracker_id`);--> statement-breakpoint
CREATE INDEX `tracker_comments_by_parent` ON `tracker_comments` (`parent_comment_id`);--> statement-breakpoint
CREATE INDEX `tracker_comments_by_author` ON `tracker_comments` (`user_id`);--> statement-breakpoint
CREATE TABLE `database_releases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`study_id` integer NOT NULL,
	`database_release_label` text NOT NULL,
	`database_release_date` text,
	FOREIGN KEY (`study_id`) REFERENCES `studies`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `database_releases_study_id_database_release_label_unique` ON `database_releases` (`study_id`,`database_release_label`);--> statement-breakpoint
CREATE TABLE `package_item_acronyms` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`package_item_id` integer NOT NULL,
	`acronym_id` integer NOT NULL,
	FOREIGN KEY (`package_item_id`) REFERENCES `package_items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`acronym_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `package_item_acronyms_by_text` ON `package_item_acronyms` (`acronym_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `package_item_acronyms_package_item_id_acronym_id_unique` ON `package_item_acronyms` (`package_item_id`,`acronym_id`);--> statement-breakpoint
CREATE TABLE `package_item_footnotes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`package_item_id` integer NOT NULL,
	`footnote_id` integer NOT NULL,
	`sequence_number` integer,
	FOREIGN KEY (`package_item_id`) REFERENCES `package_items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`footnote_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `package_item_footnotes_by_text` ON `package_item_footnotes` (`footnote_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `package_item_footnotes_package_item_id_footnote_id_unique` ON `package_item_footnotes` (`package_item_id`,`footnote_id`);--> statement-breakpoint
CREATE TABLE `package_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`package_id` integer NOT NULL,
	`item_type` text NOT NULL,
	`item_subtype` text NOT NULL,
	`item_code` text NOT NULL,
	`item_description` text,
	`title_id` integer,
	`population_flag_id` integer,
	`ich_category_id` integer,
	`dataset_label` text,
	`sorting_order` integer,
	`dataset_acronyms` text,
	FOREIGN KEY (`package_id`) REFERENCES `packages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`title_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`population_flag_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ich_category_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `package_items_package_id_item_type_item_subtype_item_code_unique` ON `package_items` (`package_id`,`item_type`,`item_subtype`,`item_code`);--> statement-breakpoint
CREATE TABLE `packages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`package_name` text NOT NULL,
	`study_indication` text,
	`therapeutic_area` text,
	`description` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `packages_by_name` ON `packages` (`package_name`);--> statement-breakpoint
CREATE TABLE `reporting_effort_item_acronyms` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`reporting_effort_item_id` integer NOT NULL,
	`acronym_id` integer NOT NULL,
	FOREIGN KEY (`reporting_effort_item_id`) REFERENCES `reporting_effort_items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`acronym_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `reporting_effort_item_acronyms_by_text` ON `reporting_effort_item_acronyms` (`acronym_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `reporting_effort_item_acronyms_reporting_effort_item_id_acronym_id_unique` ON `reporting_effort_item_acronyms` (`reporting_effort_item_id`,`acronym_id`);--> statement-breakpoint
CREATE TABLE `reporting_effort_item_footnotes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`reporting_effort_item_id` integer NOT NULL,
	`footnote_id` integer NOT NULL,
	`sequence_number` integer,
	FOREIGN KEY (`reporting_effort_item_id`) REFERENCES `reporting_effort_items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`footnote_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `reporting_effort_item_footnotes_by_text` ON `reporting_effort_item_footnotes` (`footnote_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `reporting_effort_item_footnotes_reporting_effort_item_id_footnote_id_unique` ON `reporting_effort_item_footnotes` (`reporting_effort_item_id`,`footnote_id`);--> statement-breakpoint
CREATE TABLE `reporting_effort_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`reporting_effort_id` integer NOT NULL,
	`source_type` text,
	`source_id` integer,
	`source_item_id` integer,
	`item_type` text NOT NULL,
	`item_subtype` text NOT NULL,
	`item_code` text NOT NULL,
	`item_description` text,
	`title_id` integer,
	`population_flag_id` integer,
	`ich_category_id` integer,
	`dataset_label` text,
	`sorting_order` integer,
	`dataset_acronyms` text,
	`is_active` integer DEFAULT true NOT NULL,
	`item_status` text DEFAULT 'PENDING' NOT NULL,
	FOREIGN KEY (`reporting_effort_id`) REFERENCES `reporting_efforts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`title_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`population_flag_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ich_category_id`) REFERENCES `text_elements`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `reporting_effort_items_reporting_effort_id_item_type_item_subtype_item_code_unique` ON `reporting_effort_items` (`reporting_effort_id`,`item_type`,`item_subtype`,`item_code`);--> statement-breakpoint
CREATE TABLE `reporting_efforts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`study_id` integer NOT NULL,
	`database_release_id` integer NOT NULL,
	`database_release_label` text NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `studies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`database_release_id`) REFERENCES `database_releases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `reporting_efforts_by_study` ON `reporting_efforts` (`study_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `reporting_efforts_database_release_id_database_release_label_unique` ON `reporting_efforts` (`database_release_id`,`database_release_label`);--> statement-breakpoint
CREATE TABLE `studies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`study_label` text NOT NULL,
	`study_title` text,
	`phase` text,
	`therapeutic_area` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `studies_study_label_unique` ON `studies` (`study_label`);--> statement-breakpoint
CREATE TABLE `tracker_tags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`name` text NOT NULL,
	`color` text DEFAULT '#3B82F6' NOT NULL,
	`description` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tracker_tags_name_unique` ON `tracker_tags` (`name`);--> statement-breakpoint
CREATE TABLE `tracker_item_tags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`tracker_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	FOREIGN KEY (`tracker_id`) REFERENCES `reporting_effort_item_tracker`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tag_id`) REFERENCES `tracker_tags`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `tracker_item_tags_by_tag` ON `tracker_item_tags` (`tag_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `tracker_item_tags_tracker_id_tag_id_unique` ON `tracker_item_tags` (`tracker_id`,`tag_id`);--> statement-breakpoint
CREATE TABLE `text_elements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`type` text NOT NULL,
	`label` text NOT NULL,
	`content` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `text_elements_by_type` ON `text_elements` (`type`,`label`);--> statement-breakpoint
CREATE TABLE `reporting_effort_item_tracker` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`reporting_effort_item_id` integer NOT NULL,
	`production_programmer_id` integer,
	`qc_programmer_id` integer,
	`production_status` text DEFAULT 'not_started' NOT NULL,
	`qc_status` text DEFAULT 'not_started' NOT NULL,
	`due_date` text,
	`qc_completion_date` text,
	`priority` text DEFAULT 'medium' NOT NULL,
	`qc_level` text,
	`in_production_flag` integer DEFAULT false NOT NULL,
	`unblinded_flag` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`reporting_effort_item_id`) REFERENCES `reporting_effort_items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`production_programmer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`qc_programmer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `reporting_effort_item_tracker_reporting_effort_item_id_unique` ON `reporting_effort_item_tracker` (`reporting_effort_item_id`);--> statement-breakpoint
CREATE INDEX `tracker_by_production_programmer` ON `reporting_effort_item_tracker` (`production_programmer_id`);--> statement-breakpoint
CREATE INDEX `tracker_by_qc_programmer` ON `reporting_effort_item_tracker` (`qc_programmer_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`username` text NOT NULL,
	`display_name` text,
	`email` text,
	`role` text DEFAULT 'VIEWER' NOT NULL,
	`department` text,
	`is_active` integer DEFAULT true NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username_unique` ON `users` (`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`workspace_name` text NOT NULL,
	`workflow_policy` text DEFAULT 'strict' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `changes` (
	`seq` integer PRIMARY KEY NOT NULL,
	`tx` integer NOT NULL,
	`epoch` text NOT NULL,
	`at` text NOT NULL,
	`actor_id` integer,
	`actor_name` text NOT NULL,
	`session_id` text,
	`client_address` text,
	`entity` text NOT NULL,
	`row_id` integer NOT NULL,
	`action` text NOT NULL,
	`version` integer NOT NULL,
	`before` text,
	`after` text,
	`context` text,
	`reason` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `changes_by_row` ON `changes` (`entity`,`row_id`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`password_hash` text,
	`last_login_at` text,
	`reset_token_hash` text,
	`reset_expires_at` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `credentials_reset_token_hash_unique` ON `credentials` (`reset_token_hash`);--> statement-breakpoint
CREATE TABLE `feed` (
	`id` integer PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text NOT NULL,
	`actor_id` integer NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`body` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`actor_id`, `key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_age` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`access_hash` text NOT NULL,
	`access_expires_at` text NOT NULL,
	`refresh_hash` text,
	`refresh_expires_at` text,
	`client_address` text,
	`user_agent` text,
	`created_at` text NOT NULL,
	`last_seen_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_access_hash_unique` ON `sessions` (`access_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_refresh_hash_unique` ON `sessions` (`refresh_hash`);--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);