import { readOnly } from '../read-only.ts'

/** Closed since 2 April 2019. */
export default readOnly({
  ...{ id: 'google-plus', name: 'Google+', color: '#db4437', group: 'feed' },
  sign: 'M8.5 11.5h5.3a5.3 5.3 0 1 1-1.7-3.6M19 9v6M16 12h6',
  source: 'https://support.google.com/googlecurrents/answer/9195133 (2026-11-22): closed',
})
