// Comments as replies show them: with the names of who wrote and who resolved them (protocol 2.12).
import type Database from 'better-sqlite3'
import { comment, type Comment } from '../../../shared/entities/comment.ts'
import { prepared } from '../../db/statements.ts'
import { decodeRow } from '../../store/rows.ts'

export interface CommentView extends Comment {
  username: string
  resolved_by_username: string | null
  is_parent_comment: boolean
}
export interface Thread extends CommentView {
  replies: Thread[]
}

const named = `
  SELECT tracker_comments.*, authors.username, resolvers.username AS resolved_by_username
  FROM tracker_comments
  JOIN users AS authors ON authors.id = tracker_comments.user_id
  LEFT JOIN users AS resolvers ON resolvers.id = tracker_comments.resolved_by_user_id`

const toView = (stored: Record<string, unknown>): CommentView => {
  const row = decodeRow(comment, stored)
  return { ...(row as CommentView), is_parent_comment: row.parent_comment_id === null }
}

/** One comment with its names. */
export function viewComment(db: Database.Database, id: number): CommentView {
  return toView(prepared<Record<string, unknown>>(db, `${named} WHERE tracker_comments.id = +?`).get(id)!)
}

/** All comments of a tracker row, oldest first; an unknown tracker row has none. */
export function commentsOf(db: Database.Database, trackerId: number): CommentView[] {
  const sql = `${named} WHERE tracker_comments.tracker_id = +? ORDER BY tracker_comments.created_at, tracker_comments.id`
  return prepared<Record<string, unknown>>(db, sql).all(trackerId).map(toView)
}

/** The comments of a tracker row, each reply under what it replies to. */
export function threadsOf(db: Database.Database, trackerId: number): Thread[] {
  const threads = commentsOf(db, trackerId).map((view): Thread => ({ ...view, replies: [] }))
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  for (const thread of threads) {
    if (thread.parent_comment_id !== null) byId.get(thread.parent_comment_id)?.replies.push(thread)
  }
  return threads.filter((thread) => thread.is_parent_comment)
}
