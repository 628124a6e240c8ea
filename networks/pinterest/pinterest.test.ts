import { behavesLikeANetwork, connectIn, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import { boardsOf } from './compose.ts'
import network from './index.ts'
import { describedBy, emulated } from './lab.ts'
import { dress, useBoard } from './testing.ts'

behavesLikeANetwork(
  network,
  async () => {
    const world = await labWorld(emulated(), { dress })
    useBoard(boardsOf((await connectIn(network, world)).facts)[0]?.id ?? '')
    return world
  },
  { undescribed: specs.missing(describedBy), where: 'its emulator' },
)
