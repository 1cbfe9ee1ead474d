"""Write a trained encoder as the files that ship with the package: two ONNX models of eight bits and their heads."""

import numpy as np
import onnx
from encoding_model import HEADS, LAYERS, LOWER, WIDTH
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic


class Graph:
    """A graph of ONNX as it grows."""

    def __init__(self, weights):
        self.weights, self.values, self.nodes = weights, [], []

    def constant(self, name, value):
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind, inputs, output, domain="", **more):
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, name=output, **more))
        return output

    def table(self, name, given):
        """The sum of the rows of a table that three numbers name; row 0 is nothing."""
        rows = self.weights[f"{name}.weight"].copy()
        rows[0] = 0
        found = self.node("Gather", [self.constant(f"{name}.rows", rows), given], f"{name}.each")
        axis = self.constant(f"{name}.axis", np.array([2], np.int64))
        return self.node("ReduceSum", [found, axis], f"{name}.sum", keepdims=0)

    def layer(self, x, k):
        more = {"domain": "com.microsoft"}

        def part(name, kind="weight"):
            value = self.weights[f"layers.{k}.{name}.{kind}"]
            return value.T if value.ndim == 2 else value

        def given(name, value):
            return self.constant(f"{k}.{name}", value)

        joint = (
            given("qkv", np.concatenate([part(n) for n in "qkv"], 1)),
            given("qkvb", np.concatenate([part(n, "bias") for n in "qkv"])),
        )
        seen = self.node("Attention", [x, *joint, "mask"], f"{k}.seen", num_heads=HEADS, **more)
        out = self.node("MatMul", [seen, given("o", part("o"))], f"{k}.out")
        norm = [given("n1", part("n1")), given("n1b", part("n1", "bias")), given("ob", part("o", "bias"))]
        x = self.node("SkipLayerNormalization", [out, x, *norm], f"{k}.x", epsilon=1e-12, **more)
        wide = self.node("MatMul", [x, given("i", part("i"))], f"{k}.wide")
        wide = self.node("BiasGelu", [wide, given("ib", part("i", "bias"))], f"{k}.gelu", **more)
        out = self.node("MatMul", [wide, given("f", part("f"))], f"{k}.narrow")
        norm = [given("n2", part("n2")), given("n2b", part("n2", "bias")), given("fb", part("f", "bias"))]
        return self.node("SkipLayerNormalization", [out, x, *norm], f"{k}.y", epsilon=1e-12, **more)

    def model(self, takes, output):
        self.node("Identity", [output], "vectors")
        inputs = [helper.make_tensor_value_info(*one) for one in takes]
        outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["b", "t", WIDTH])]
        body = helper.make_graph(self.nodes, "encoder", inputs, outputs, self.values)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        made = helper.make_model(body, opset_imports=opsets)
        made.ir_version = 9
        return made


_MASK = ("mask", TensorProto.INT32, ["b", "t"])


def lower(weights):
    graph = Graph(weights)
    graph.node("Gather", [graph.constant("words", weights["w.weight"]), "ids"], "word")
    graph.node("Shape", ["ids"], "shape")
    one, two, zero = (graph.constant(str(k), np.array([k], np.int64)) for k in (1, 2, 0))
    graph.node("Slice", ["shape", one, two], "length")
    graph.node("Slice", [graph.constant("places", weights["p.weight"]), zero, "length"], "place")
    graph.node("Add", ["word", "place"], "placed")
    graph.node("Add", ["placed", graph.table("looks", "looks")], "sum")
    norm = [graph.constant("n.w", weights["n.weight"]), graph.constant("n.b", weights["n.bias"])]
    x = graph.node("LayerNormalization", ["sum", *norm], "start", epsilon=1e-12, axis=-1)
    for k in range(LOWER):
        x = graph.layer(x, k)
    return graph.model([("ids", TensorProto.INT64, ["b", "t"]), ("looks", TensorProto.INT64, ["b", "t", 3]), _MASK], x)


def upper(weights):
    graph = Graph(weights)
    x = graph.node("Add", ["lower", graph.table("marks", "marks")], "marked")
    for k in range(LOWER, LAYERS):
        x = graph.layer(x, k)
    return graph.model(
        [("lower", TensorProto.FLOAT, ["b", "t", WIDTH]), ("marks", TensorProto.INT64, ["b", "t", 3]), _MASK], x
    )


def write(model, heads, labels, out):
    """Write `lower.onnx`, `upper.onnx` and `heads.npz` to a folder."""
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    for name, made in (("lower", lower(weights)), ("upper", upper(weights))):
        full = out / f"{name}-full.onnx"
        onnx.save(made, full)
        quantize_dynamic(
            full, out / f"{name}.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Attention", "Gather"], nodes_to_exclude=["looks.each", "marks.each"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
        full.unlink()
    state = {name: value.numpy() for name, value in heads.state_dict().items()}
    half = {
        "tags": state["tags.weight"].T,
        "tags_start": state["tags.bias"],
        "types": state["types.weight"].T,
        "types_start": state["types.bias"],
        "parts": np.concatenate([state[f"parts.{k}.weight"].T for k in range(6)], 1),
        "kinds": state["kind.weight"],
        "traits": state["traits.weight"].T,
        "start": state["traits.bias"],
        "out": state["out.weight"].T,
        "label": state["label.weight"],
        "force": state["force.weight"].T,
        "out_start": state["out.bias"],
        "bias": state["bias.weight"],
        "force_start": state["force.bias"],
    }
    np.savez_compressed(
        out / "heads.npz",
        labels=np.array("\x1f".join(labels)),
        **{name: value.astype(np.float16) for name, value in half.items()},
    )
