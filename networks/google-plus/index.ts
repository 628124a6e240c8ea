import { defineNetwork } from '../contract.ts'
import composing from './compose.ts'
import { readTakeout } from './takeout.ts'

/** A network that is closed; an archive somebody kept is all that is left. */
export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  connect: [],
  health: async ({ account }) => ({ name: String(account.facts.name ?? account.handle), ...account }),
  rates: [],
  archive: {
    label: 'google-plus.archive.label',
    help: 'google-plus.archive.help',
    steps: [1, 2, 3].map((n) => `google-plus.archive.step.${n}`),
    accepts: ['.zip', '.json'],
    read: readTakeout,
  },
})
