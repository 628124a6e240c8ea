import './alerts/tables.ts'
import './dashboards/tables.ts'
import './mentions/tables.ts'
import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { erasing, personalData } from '../people/index.ts'
import type { Route } from '../team/index.ts'
import { mailListeningDigests } from './alerts/digest/mail-listening-digests.ts'
import { forgetDeletedVoices } from './alerts/forget-voices.ts'
import { hearBigVoices } from './alerts/hear-big-voices.ts'
import { judgeHours } from './alerts/judge-hours.ts'
import { listeningAlertRoutes } from './alerts/routes.ts'
import { watchTone } from './alerts/watch-tone.ts'
import { dashboardRoutes } from './dashboards/routes.ts'
import { forgetAuthors, whatTheySaidInPublic } from './mentions/forget-authors.ts'
import { putOutMuted } from './mentions/muted-authors.ts'
import { mentionRoutes } from './mentions/routes.ts'
import { replayJob, runReplay } from './past/replay.ts'
import { replayRoutes } from './past/routes.ts'
import { tidyPast } from './past/tidy-past.ts'
import { Listener } from './pipeline/listener.ts'
import { listeningQueryRoutes } from './queries/routes.ts'
import { mentionImportRoutes } from './sources/import/routes.ts'
import { takeImportJob } from './sources/import/take-file.ts'
import { takeImport } from './sources/import/take-import.ts'
import { intakeKinds } from './sources/kinds.ts'
import { networkSourceRoutes } from './sources/network-routes.ts'
import { sourceRoutes } from './sources/routes.ts'

export type { Block, Chip, Group, NearBlock, WordChip } from './builder/block.ts'
export { blocksOf } from './builder/blocks-of.ts'
export { type Comment, commentsIn } from './builder/comments-in.ts'
export { printBlocks } from './builder/print-blocks.ts'
export { type BlockProblem, type Built, queryOf } from './builder/query-of.ts'
export { type Body, readBody } from './duplicates/body.ts'
export { type Earlier, editsSince } from './duplicates/copy-of.ts'
export { DuplicateWindow, type WindowLimits, type WindowState } from './duplicates/duplicate-window.ts'
export { bandKeys, signatureOf } from './duplicates/signature.ts'
export { type Adapter, type Correction, learn, untaught } from './feeling/adapter.ts'
export { type Asked, type Felt, feel } from './feeling/feel.ts'
export type { Intent, Sentiment } from './feeling/feeling-model.ts'
export { formsOf } from './forms/forms-of.ts'
export { spellings } from './forms/spellings.ts'
export { type Identified, identify } from './identify/identify.ts'
export type { Known } from './identify/priors.ts'
export { Matcher } from './matcher/matcher.ts'
export { type Parsed, parseQuery } from './matcher/parse-query.ts'
export type { Place, Post, Reason } from './matcher/post.ts'
export { printQuery } from './matcher/print-query.ts'
export { applyMend, type Mend, type Problem, type ProblemCode } from './matcher/problem.ts'
export type { Query } from './matcher/query.ts'
export type { FormsOf } from './matcher/word-forms.ts'
export { receiveTold } from './sources/inlet/receive-told.ts'
export { type DayProfile, profileOf } from './spikes/baseline.ts'
export type { HourCount } from './spikes/hours.ts'
export { type AlarmKind, type CountHistory, type Judged, judgeHour, type Verdict } from './spikes/judge-hour.ts'
export type { Note, NoteKind, TranslationProblem } from './translate/note.ts'
export { type Translation, translate } from './translate/translate.ts'
export { type Vendor, vendorNames, vendors } from './translate/vendors.ts'

personalData.join({ name: 'mentions', tell: whatTheySaidInPublic })
erasing.join(forgetAuthors)

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'listening',
  routes: [
    ...[...networkSourceRoutes, ...mentionRoutes, ...dashboardRoutes, ...replayRoutes, ...listeningQueryRoutes],
    ...[...sourceRoutes, ...mentionImportRoutes, ...listeningAlertRoutes],
  ],
  listeners: [
    { name: 'listening.muted', types: ['mention.kept'], handle: putOutMuted },
    { name: 'listening.big-voices', types: ['mention.kept'], handle: hearBigVoices },
    { name: 'listening.voices-gone', types: ['mention.changed'], handle: forgetDeletedVoices },
  ],
  jobs: [
    { name: takeImportJob, handle: takeImport, attempts: 6 },
    { name: replayJob, handle: runReplay, attempts: 4 },
    { name: 'listening.tidy-past', everyMs: 3_600_000, handle: tidyPast },
    { name: 'listening.judge-hours', everyMs: 60_000, handle: judgeHours },
    { name: 'listening.watch-tone', everyMs: 60_000, handle: watchTone },
    { name: 'listening.mail-digests', everyMs: 60_000, handle: mailListeningDigests },
  ],
  start: async (world, role) => (role === 'worker' ? Listener.start(world, intakeKinds) : { stop: async () => {} }),
}
