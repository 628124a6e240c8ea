import type { PersonBrief } from '../../api/people.ts'
import { useNetwork } from '../../api/use-network.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { webAddress } from '../inbox/timeline/fold-text.ts'

type Faced = Pick<PersonBrief, 'name' | 'avatarUrl'> & { identities: { network: string }[] }

/** A person's face with the sign of the network they were heard on last. */
export function PersonFace({ person, size }: { person: Faced; size?: number }) {
  const network = useNetwork(person.identities[0]?.network)
  return <Avatar name={person.name} src={webAddress(person.avatarUrl)} size={size} network={network} />
}
