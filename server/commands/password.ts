import { randomInt } from 'node:crypto'
import { readConfig } from '../../kernel/config.ts'
import { Refusal } from '../../kernel/failure.ts'
import { createLog } from '../../kernel/log.ts'
import { resetPassword } from '../../modules/team/index.ts'
import { openData } from '../open-data.ts'
import { openWorld } from '../open-world.ts'

/** For who lost theirs on a desk that sends no mail: sets a new password, shows it once, and ends their sessions. */
export async function password([email]: string[]): Promise<void> {
  if (!email) throw new Error('Whose password? rialto password EMAIL')
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const data = await openData(config, log)
  const { world, close } = await openWorld(config, log, data.url)
  try {
    const fresh = newPassword()
    await resetPassword(world, email, fresh)
    console.log(`The new password of ${email} is  ${fresh}`)
    console.log('They are signed out everywhere, and should change it after signing in.')
  } catch (error) {
    if (error instanceof Refusal && error.code === 'team.noMember')
      throw new Error(`Nobody on this desk has the address ${email}.`, { cause: error })
    throw error
  } finally {
    await close()
    await data.close()
  }
}

/** Without letters and digits that are easily mistaken for each other. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const newPassword = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  )
