CREATE INDEX `text_elements_by_normal_label` ON `text_elements` (`type`,upper(replace(`label`, ' ', '')));
