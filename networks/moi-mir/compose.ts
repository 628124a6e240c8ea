import { readOnly } from '../read-only.ts'

/** Closed. */
export default readOnly({
  ...{ id: 'moi-mir', name: 'Moi Mir', color: '#168de2', group: 'feed' },
  sign: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM4 12h16M12 4c-4 5-4 11 0 16 4-5 4-11 0-16Z',
  source: 'https://api.mail.ru/docs/reference/rest/stream.get/ (2026-11-22): closed',
})
