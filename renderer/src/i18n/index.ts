// The one catalogue of texts. Components take them through useI18n; nothing shown to a person is written elsewhere.
import { createI18n } from 'vue-i18n'
import { en } from './en/index.ts'

export const LOCALE = 'en'
/** Dates as clinical teams write them: 12 Mar 2026. */
export const DATE_LOCALE = 'en-GB'

export const i18n = createI18n({ legacy: false, locale: LOCALE, fallbackLocale: LOCALE, messages: { en } })
