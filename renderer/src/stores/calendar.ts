// What lies in the days that the calendar shows.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { z } from 'zod'
import type { Calendar } from '../../../shared/actions/calendar.ts'
import { createAsked } from './asked.ts'
import { useSession } from './session.ts'

const SETTLE_MS = 400

const shape = z.looseObject({
  items: z.array(z.unknown()),
  releases: z.array(z.unknown()),
}) as unknown as z.ZodType<Calendar>

export const useCalendar = defineStore('calendar', () => {
  const session = useSession()
  const range = ref<{ from: string; to: string } | null>(null)
  const { answer, ...asked } = createAsked<Calendar>({
    async ask(signal) {
      const query = new URLSearchParams({ from: range.value?.from ?? '', to: range.value?.to ?? '' })
      return (await session.client.get(`/calendar?${query}`, shape, { signal })).data
    },
    settle: SETTLE_MS,
  })
  /** Both days included. */
  async function open(from: string, to: string) {
    range.value = { from, to }
    await asked.load()
  }
  const reload = async () => void (asked.state.value !== 'none' && (await asked.load()))
  return { range, calendar: answer, ...asked, open, reload }
})
