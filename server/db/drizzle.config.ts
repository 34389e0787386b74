// Where drizzle-kit reads the declarations and writes migrations: `npm run db:generate`, then review the SQL by hand.
import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./shared/entities/*.ts', './server/db/tables.ts'],
  out: './server/db/migrations',
})
