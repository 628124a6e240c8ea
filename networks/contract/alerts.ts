import type { Clock } from '../../kernel/clock.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import type { ConnectField } from './connecting.ts'

/** Something the desk tells the brand's own people. `text` is whole; `link` leads to it in the desk. */
export type CarriedAlert = {
  /** The same for every try: a receiver that saw it does nothing again. */
  id: string
  event: string
  brand: string
  text: string
  link: string
  at: Date
}

/** The network can carry alerts of the desk to the brand's own people. `help` is a message key. */
export type Alerts = {
  help: string
  fields: ConnectField[]
  /** Throws a Refusal at the field for what cannot be one, and NetworkFailure for what the network answers. */
  send: (
    fields: Record<string, string>,
    alert: CarriedAlert,
    wire: { http: NetworkHttp; clock: Clock; signal: AbortSignal },
  ) => Promise<void>
}
