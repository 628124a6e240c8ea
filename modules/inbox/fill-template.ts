import { badField, Refusal } from '../../kernel/failure.ts'
import { storable } from '../../kernel/storable.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Chosen, KeptTemplate } from './tables.ts'
import { type At, barOf, findTemplate } from './templates-of.ts'

/**
 * The template as the network has it now, with a line for each of its blanks. What the network does not let be sent and what is
 * left empty is refused at its field.
 */
export async function fillTemplate(
  world: NetworkedWorld,
  account: At,
  chosen: Chosen | undefined,
): Promise<KeptTemplate> {
  if (!chosen) throw badField('template', 'inbox.templateUnknown')
  const template = await findTemplate(world, account, chosen.id)
  const bar = template ? barOf(template) : 'inbox.templateUnknown'
  if (!template || bar) throw badField('template.id', bar ?? 'inbox.templateUnknown')
  const { blanks } = template
  if (chosen.values.length !== blanks) throw badField('template.values', 'inbox.templateBlanks', { blanks })
  const values = chosen.values.map((one) => one.replaceAll(/\s+/g, ' ').trim())
  const empty = values.flatMap((one, at) => (one === '' ? [at] : []))
  if (empty.length > 0) {
    const fields = empty.map((at) => ({ path: `template.values.${at}`, code: 'inbox.templateBlank' }))
    throw new Refusal(422, 'request.invalid', { fields })
  }
  return storable({ template, values })
}
