// The reason a client gives with a write: kept with every change it makes, and refused when it cannot be read.
import { expect, onTestFinished, test } from 'vitest'
import { startHost } from '../helpers/host.ts'

test('a reason is kept with the change; one that is not URL-encoded is refused and nothing is written', async () => {
  const host = await startHost()
  onTestFinished(() => host.close())
  const give = (reason: string, study_label: string) =>
    host.api('POST', '/studies/', { study_label }, { 'x-change-reason': reason })

  expect((await give('asked%20by%20QA', 'A')).status).toBe(201)
  expect(host.server.store.log.since(0, 100).at(-1)?.reason).toBe('asked by QA')

  const refused = await give('100%', 'B')
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid' } })
  expect((await host.api('GET', '/studies/')).body).toHaveLength(1)
})
