import type { Channel } from '../../../values/channel.ts'
import { type StoryWords, storyName, storyNumber } from '../../stories.ts'
import { count, listed, money } from './grammar.ts'
import { licenceStates } from './labels.ts'

const CHANNELS: { readonly [C in Channel]: string } = {
  window: 'at a window',
  app: 'by the 12123 app',
  web: 'on the website',
  kiosk: 'at a kiosk',
}

const name = (id: string): string =>
  storyName(id, { o: 'somebody who is no driver here', d: 'driver ', v: 'vehicle ', x: 'violation ' })

/** Stories of the analysis. */
export const stories = (): StoryWords => ({
  tag: 'en',
  name,
  opening: (drivers, owned) => {
    const sentences = owned.map(({ 0: owner, 1: vehicles }) => {
      const { 0: noun, 1: verb } = vehicles.length === 1 ? ['Vehicle', 'belongs'] : ['Vehicles', 'belong']
      return `${noun} ${listed('and', vehicles.map(storyNumber))} ${verb} to ${name(owner)}.`
    })
    return [drivers === 1 ? 'There is 1 driver.' : `There are ${drivers} drivers.`, ...sentences].join(' ')
  },
  dated: ({ day, time }, sentence) => `Day ${day}, ${time}: ${sentence}.`,
  closing: ({ en }) => `So ${en}.`,
  steps: {
    bind: ({ driver, vehicle, channel }) => `${name(driver)} binds ${name(vehicle)} ${CHANNELS[channel]}`,
    release: ({ driver, vehicle }) => `${name(driver)} releases ${name(vehicle)}`,
    transferVehicle: ({ vehicle, to }) => `${name(vehicle)} passes to ${name(to.id)}`,
    changeLicence: ({ driver, licence }) => {
      const states = licence.states.map((state) => licenceStates[state])
      return `the licence of ${name(driver)} is ${states.length === 0 ? 'in order' : states.join(' and ')}`
    },
    recordViolation: ({ id, vehicle, fine, points }, { occurred }) => {
      const act = `${name(id)} of ${name(vehicle)} is recorded, ${money(fine)} and ${count(points, 'point')}`
      return occurred === undefined ? act : `${act}, occurred on day ${occurred.day} at ${occurred.time}`
    },
    withdrawViolation: ({ violation }) => `${name(violation)} is withdrawn`,
    handle: ({ violation, driver, channel }, { vehicleOf, ownerOf }) => {
      const vehicle = vehicleOf(violation)
      const as = ownerOf(vehicle) === driver ? ' as its owner' : ''
      return `${name(driver)} handles ${name(violation)} of ${name(vehicle)}${as} ${CHANNELS[channel]}`
    },
    revokeHandling: ({ violation }) => `the handling of ${name(violation)} is revoked`,
    payFine: ({ violation }) => `the fine of ${name(violation)} is paid`,
    deductByStudy: ({ driver }) => `${name(driver)} has points taken off by study`,
    completeStudy: ({ driver }) => `${name(driver)} completes the study at the full score`,
  },
  title: ({ en }) => en,
  bound: (vehicle) => `has bound ${name(vehicle)}`,
  recorded: (violation) => `${name(violation)} recorded`,
  handles: (violation) => `handles ${name(violation)}`,
})
