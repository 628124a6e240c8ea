import { readOnly } from '../read-only.ts'

/** Closed. */
export default readOnly({
  ...{ id: 'moi-mir', name: 'Moi Mir', color: '#168de2', group: 'feed' },
  source: 'https://api.mail.ru/docs/reference/rest/stream.get/ (2026-11-22): closed',
})
