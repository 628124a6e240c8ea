import type { FastifyInstance } from 'fastify'

/**
 * Bodies are JSON, or multipart that a route reads as it arrives. Nothing else is taken: a form of another site cannot
 * send JSON without asking first.
 */
export function onlyJsonAndUploads(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload))
}
