import { personBehind } from './crowd.ts'
import { type Ground, No, needs, paged, text } from './ground.ts'

/** Members, their pages and what they may do there. */
export function whoOperations(ground: Ground): void {
  const { on, state, site } = ground
  const picture = (handle: string) => `${site.origin}/_lab/avatars/${handle}.png`
  on('GET', '/v2/userinfo', (asking) => {
    needs(asking, 'openid')
    const { urn, name, handle } = asking.member
    return {
      status: 200,
      json: {
        sub: urn.split(':').at(-1),
        name,
        given_name: name,
        family_name: '',
        picture: picture(handle),
        locale: 'en-US',
      },
    }
  })
  on('GET', '/rest/me', (asking) => {
    needs(asking, 'r_basicprofile')
    const { urn, name, handle } = asking.member
    const [first = '', ...rest] = name.split(' ')
    return {
      status: 200,
      json: {
        id: urn.split(':').at(-1),
        localizedFirstName: first,
        localizedLastName: rest.join(' '),
        vanityName: handle,
      },
    }
  })
  on('GET', '/rest/organizationAcls', (asking) => {
    needs(asking, 'rw_organization_admin')
    const roles = state.roles.filter((one) => one.member === asking.member.urn)
    const elements = roles.map(({ page, member, role }) => ({
      organization: page,
      roleAssignee: member,
      role,
      state: 'APPROVED',
    }))
    return { status: 200, json: paged(elements, asking) }
  })
  on('GET', '/rest/organizations/:id', (asking) => {
    const page = state.pages.get(`urn:li:organization:${asking.params.id}`)
    if (!page) throw new No(404, 'NOT_FOUND', 'there is no such page')
    const json = {
      id: page.id,
      localizedName: page.name,
      vanityName: page.vanityName,
      localizedDescription: `${page.name}. Practice page.`,
      localizedWebsite: 'https://roastery.example/',
      organizationType: 'PRIVATELY_HELD',
    }
    return { status: 200, json }
  })
  on('GET', '/rest/networkSizes/:urn', (asking) => {
    if (text(asking.query.edgeType) !== 'COMPANY_FOLLOWED_BY_MEMBER')
      throw new No(400, 'ILLEGAL_ARGUMENT', 'unknown edge')
    return { status: 200, json: { firstDegreeSize: 240 } }
  })
  on('GET', '/rest/organizationPageStatistics', (asking) => {
    needs(asking, 'rw_organization_admin')
    const organization = text(asking.query.organization)
    if (!state.pages.has(organization)) throw new No(404, 'NOT_FOUND', 'there is no such page')
    const totalPageStatistics = { views: { allPageViews: { pageViews: 860 } }, clicks: {} }
    return { status: 200, json: paged([{ organization, totalPageStatistics }], asking) }
  })
  on('GET', '/rest/people', ({ query }) => {
    const ids = [...text(query.ids).matchAll(/\(id:([^)]+)\)/g)].map(([, id = '']) => id)
    const results = Object.fromEntries(
      ids.flatMap((id) => {
        const person = personBehind(ground, id)
        const [first = '', ...rest] = (person?.name ?? '').split(' ')
        const told = { id, localizedFirstName: first, localizedLastName: rest.join(' '), vanityName: person?.handle }
        return person ? [[`(id:${id})`, told]] : []
      }),
    )
    return { status: 200, json: { results, statuses: {}, errors: {} } }
  })
}
