import { connect, createServer, type AddressInfo } from 'node:net'

/**
 * Forwards bytes to the given port and back, and does nothing else, in a process of its own like a gateway: the speed that this
 * machine reaches when every byte passes through one more process.
 */
const [port] = process.argv.slice(2)

const server = createServer((near) => {
  const far = connect(Number(port), '127.0.0.1')
  near.pipe(far).pipe(near)
  near.on('error', () => far.destroy())
  far.on('error', () => near.destroy())
})

server.listen(0, '127.0.0.1', () => {
  console.log(`Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.once('SIGTERM', () => process.exit(0))
