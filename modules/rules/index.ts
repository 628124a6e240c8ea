import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { dryRunJob, runDryRun } from './dry-run.ts'
import { dropOldRuns } from './dry-run-store.ts'
import { followLabel } from './follow-labels.ts'
import { forgetPerson } from './forget-person.ts'
import { judgeHeard } from './judge-heard.ts'
import { noteLanguage } from './note-language.ts'
import { moderationRoutes } from './routes.ts'
import { learnFromFolder } from './teach.ts'
import { wordRoutes } from './word-routes.ts'

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'rules',
  routes: [...moderationRoutes, ...wordRoutes],
  listeners: [
    { name: 'rules.judge', types: ['conversation.heard'], handle: judgeHeard },
    { name: 'rules.language', types: ['conversation.heard'], handle: noteLanguage },
    { name: 'rules.learn', types: ['conversation.changed'], handle: learnFromFolder },
    { name: 'rules.labels', types: ['label.renamed'], handle: followLabel },
    { name: 'rules.forget', types: ['person.erased'], handle: forgetPerson },
  ],
  jobs: [
    { name: dryRunJob, handle: runDryRun, attempts: 3 },
    { name: 'rules.drop-old-runs', everyMs: 3_600_000, handle: dropOldRuns },
  ],
}
