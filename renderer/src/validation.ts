// Imported before everything else: a schema decides when it is made whether it may compile itself to code, which the
// page's content policy forbids.
import { z } from 'zod'

z.config({ jitless: true })
