import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import type { PreparedContent } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import emulator, { describedBy } from './lab.ts'

const as = (kind: string) => async (content: PreparedContent) => ({
  ...content,
  options: { as: kind, ...content.options },
})

for (const kind of ['announcement', 'message'])
  behavesLikeANetwork(network, () => labWorld(emulator, { dress: as(kind) }), {
    undescribed: specs.missing(describedBy),
    where: `its emulator, by ${kind}`,
  })
