import { officialSignIn, type SignInHosts, signInBelow } from '../families/google-api/oauth.ts'

export const officialServer = 'https://mybusiness.googleapis.com'

/** Posts and reviews still stand in version 4; accounts, places, questions and numbers have APIs of their own. */
export type Hosts = {
  v4: string
  accounts: string
  places: string
  numbers: string
  questions: string
  signIn: SignInHosts
}

export const hostsOf = (server: string): Hosts =>
  server === officialServer
    ? {
        v4: `${server}/v4`,
        accounts: 'https://mybusinessaccountmanagement.googleapis.com/v1',
        places: 'https://mybusinessbusinessinformation.googleapis.com/v1',
        numbers: 'https://businessprofileperformance.googleapis.com/v1',
        questions: 'https://mybusinessqanda.googleapis.com/v1',
        signIn: officialSignIn,
      }
    : {
        v4: `${server}/v4`,
        accounts: `${server}/v1`,
        places: `${server}/v1`,
        numbers: `${server}/v1`,
        questions: `${server}/v1`,
        signIn: signInBelow(server),
      }
