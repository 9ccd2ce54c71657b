import type * as core from '@tensorflow/tfjs-core';

/** The part of TensorFlow.js that is called: `@tensorflow/tfjs-core`, or `@tensorflow/tfjs`, which has all of it. */
export type TensorFlow = Pick<
  typeof core,
  | 'add'
  | 'backend'
  | 'customGrad'
  | 'engine'
  | 'findBackendFactory'
  | 'getBackend'
  | 'getGradient'
  | 'getKernel'
  | 'minimum'
  | 'mul'
  | 'neg'
  | 'registerGradient'
  | 'registerKernel'
  | 'sigmoid'
  | 'softmax'
  | 'step'
  | 'sub'
  | 'sum'
  | 'tanh'
  | 'unregisterGradient'
  | 'unregisterKernel'
  | 'zerosLike'
>;
