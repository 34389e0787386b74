// A comment on a tracker row. Replies name their parent, to any depth; only a parent without a parent can be resolved.
import { index, integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { longText, reference } from '../fields.ts'
import { trackers } from './tracker.ts'
import { users } from './user.ts'

/** The two kinds that the counters know, and the wider set of the event catalogue (protocol 0.1, D8). */
export const commentTypes = [
  'programming',
  'biostat',
  'GENERAL',
  'QUESTION',
  'ISSUE',
  'RESPONSE',
  'PROGRAMMING',
  'BIOSTAT',
] as const

export const trackerComments = sqliteTable(
  'tracker_comments',
  {
    ...baseColumns(),
    tracker_id: integer()
      .notNull()
      .references(() => trackers.id),
    user_id: integer()
      .notNull()
      .references(() => users.id),
    parent_comment_id: integer().references((): AnySQLiteColumn => trackerComments.id),
    comment_text: text().notNull(),
    comment_type: text({ enum: commentTypes }).notNull().default('programming'),
    is_resolved: integer({ mode: 'boolean' }).notNull().default(false),
    resolved_by_user_id: integer().references(() => users.id),
    resolved_at: text(),
  },
  (columns) => [
    index('tracker_comments_by_tracker').on(columns.tracker_id),
    index('tracker_comments_by_parent').on(columns.parent_comment_id),
    index('tracker_comments_by_author').on(columns.user_id),
  ],
)

export const comment = defineEntity({
  table: trackerComments,
  event: 'comment',
  label: 'Comment',
  create: z.object({
    tracker_id: reference,
    comment_text: longText,
    parent_comment_id: reference.nullish(),
    comment_type: z.enum(commentTypes).default('programming'),
  }),
  update: z.object({ comment_text: longText }),
})
export type Comment = RowOf<typeof comment>
