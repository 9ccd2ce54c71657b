/** ONNX models of one node, y = op(x, ...constants) on float tensors, in the protobuf format of onnx.proto. */
import protobuf from 'protobufjs';

// The messages and fields that such a model needs, numbered as in onnx.proto.
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Model { int64 ir_version = 1; Graph graph = 7; repeated OperatorSet opset_import = 8; }
  message OperatorSet { string domain = 1; int64 version = 2; }
  message Graph {
    repeated Node node = 1; string name = 2; repeated Constant initializer = 5;
    repeated ValueInfo input = 11; repeated ValueInfo output = 12;
  }
  message Constant { repeated int64 dims = 1; int32 data_type = 2; repeated float float_data = 4; string name = 8; }
  message Node { repeated string input = 1; repeated string output = 2; string op_type = 4; repeated Attribute attribute = 5; }
  message Attribute { string name = 1; float f = 2; bytes s = 4; int32 type = 20; }
  message ValueInfo { string name = 1; Type type = 2; }
  message Type { Tensor tensor_type = 1; }
  message Tensor { int32 elem_type = 1; Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { string dim_param = 2; }
`);
/** The version of the operators. */
const OPSET = 16;
/** The numbers of the types of elements and attributes. */
const FLOAT = 1;
const STRING = 3;
const OLDEST_OPSET = 7;

/** @param {string} name @param {number | string} value */
const attribute = (name, value) =>
  typeof value === 'number' ? { name, f: value, type: FLOAT } : { name, s: Buffer.from(value), type: STRING };

/** @param {import('./ops.mjs').Node} node @param {number} [rank] */
export function onnxModel({ type: opType, attributes = {}, opset = OPSET, initializers = {} }, rank = 1) {
  const dim = Array.from({ length: rank }, (_, i) => ({ dimParam: `n${i}` }));
  const tensor = { tensorType: { elemType: FLOAT, shape: { dim } } };
  const model = {
    irVersion: 8,
    // ONNX Runtime warns of models that are older; no operator here changed before.
    opsetImport: [{ domain: '', version: Math.max(opset, OLDEST_OPSET) }],
    graph: {
      name: opType,
      node: [
        {
          input: ['x', ...Object.keys(initializers)],
          output: ['y'],
          opType,
          attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
        },
      ],
      initializer: Object.entries(initializers).map(([name, { shape, data }]) => ({
        ...{ name, dims: shape, dataType: FLOAT, floatData: [...data] },
      })),
      input: [{ name: 'x', type: tensor }],
      output: [{ name: 'y', type: tensor }],
    },
  };
  const type = root.lookupType('Model');
  return type.encode(type.fromObject(model)).finish();
}
