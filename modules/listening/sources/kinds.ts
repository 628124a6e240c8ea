import { feedKind } from './feed/feed-kind.ts'
import type { IntakeKind } from './intake.ts'
import { mailboxKind } from './mailbox/mailbox-kind.ts'
import { networkSearch } from './network-search.ts'
import { networkStream } from './network-stream.ts'
import { pageKind } from './page/page-kind.ts'
import { captureKind, importKind, inletKind } from './told-kinds.ts'

/** Every way to hear what is said. */
export const intakeKinds: readonly IntakeKind[] = [
  ...[networkStream, networkSearch, feedKind, pageKind, mailboxKind],
  ...[inletKind, captureKind, importKind],
]
