import { readOnly } from '../read-only.ts'

/** Closed since 2 April 2019. */
export default readOnly({
  ...{ id: 'google-plus', name: 'Google+', color: '#db4437', group: 'feed' },
  source: 'https://support.google.com/googlecurrents/answer/9195133 (2026-11-22): closed',
})
