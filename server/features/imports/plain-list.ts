// Lists whose rows are one entity with columns of the same names: texts, packages, people.
import type Database from 'better-sqlite3'
import { normalLabel } from '../../../shared/domain/labels.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import { textElement } from '../../../shared/entities/text-element.ts'
import { user } from '../../../shared/entities/user.ts'
import type { Entity } from '../../../shared/entity.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SheetValue } from '../../../shared/spreadsheets/columns.ts'
import { columnsOf, type ImportSubject } from '../../../shared/spreadsheets/subjects.ts'
import { readRows } from '../../store/rows.ts'
import type { Transaction } from '../../store/store.ts'
import { findSameText } from '../text-elements/duplicates.ts'
import { isSameValue, showValue, type ImportList, type Target, type Values } from './list.ts'

type PlainSubject = Extract<ImportSubject, 'texts' | 'packages' | 'people'>

interface Plain {
  entity: Entity
  /** What a row is known by. */
  key(values: Values): string
  name(values: Values): string
  kept: readonly string[]
  /** @throws AppError when the row cannot be created */
  beforeCreate?(tx: Transaction, values: Values): void
}

const textOf = (value: SheetValue | undefined) => String(value ?? '')

const plain: Record<PlainSubject, Plain> = {
  texts: {
    entity: textElement,
    key: ({ type, label }) => `${textOf(type)}:${normalLabel(textOf(label))}`,
    name: ({ label }) => textOf(label),
    kept: ['type', 'label'],
    beforeCreate(tx, { type, label }) {
      const same = findSameText(tx, type as Parameters<typeof findSameText>[1], textOf(label))
      if (same) throw new AppError('invalid', `The same text is there already as '${same.label}'.`)
    },
  },
  packages: {
    entity: itemPackage,
    key: ({ package_name }) => normalLabel(textOf(package_name)),
    name: ({ package_name }) => textOf(package_name),
    kept: ['package_name'],
  },
  people: {
    entity: user,
    key: ({ username }) => textOf(username).toLowerCase(),
    name: ({ username }) => textOf(username),
    kept: ['username', 'role'],
  },
}

export function openPlainList(db: Database.Database, subject: PlainSubject): ImportList {
  const { entity, key, name, kept, beforeCreate } = plain[subject]
  const columns = columnsOf[subject]
  const targets = readRows(db, entity, 'true ORDER BY id').map((row): Target => {
    const stored = row as unknown as Record<string, SheetValue>
    return { id: row.id, values: Object.fromEntries(columns.map((column) => [column.key, stored[column.key] ?? null])) }
  })
  const byKey = new Map(targets.map((target) => [key(target.values), target]))
  const byId = new Map(targets.map((target) => [target.id, target]))
  return {
    columns,
    kept: new Set(kept),
    find: (values) => byKey.get(key(values)) ?? null,
    byId: (id) => byId.get(id),
    all: () => targets,
    nameOf: name,
    keyOf: key,
    complete: (values) => values,
    // What finds the row says the same, however it is written.
    isSame: (column, one, other) =>
      kept.includes(column.key) && column.kind === 'text'
        ? normalLabel(textOf(one)) === normalLabel(textOf(other))
        : isSameValue(one, other),
    show: showValue,
    write(tx, target, values) {
      if (target) {
        tx.update(entity, target.id, parsed(entity.update, values))
        return
      }
      beforeCreate?.(tx, values)
      tx.insert(entity, parsed(entity.create, values))
    },
    forget: () => undefined,
  }
}

/** Values as the entity takes them from any client. @throws AppError `invalid` naming the field */
function parsed(schema: Entity['create'], values: Values): Record<string, unknown> {
  const result = schema.safeParse(values)
  if (result.success) return result.data as Record<string, unknown>
  const [issue] = result.error.issues
  throw new AppError('invalid', `${String(issue?.path[0] ?? 'The row')}: ${issue?.message ?? 'cannot be taken'}`)
}
