// Bodies as strangers send them: recognised, decoded, parsed; and the outline of a JSON text agrees with the parser.

#include "core/base/jsonoutline.h"
#include "core/record/bodyview.h"

#include <array>
#include <cstdint>
#include <cstdlib>

using namespace hw;

namespace {

constexpr std::array types{"",           "application/json", "application/x-www-form-urlencoded",
                           "text/plain", "application/xml",  "multipart/form-data; boundary=b"};
constexpr std::array codings{"", "gzip", "deflate", "br", "gzip, br"};

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Every container through its children, as deep as the parser would go.
void walk(json::Outline& outline, const json::Outline::Node& node, int depth, const json::Value* expected)
{
    require(node.offset >= 0 && node.offset + node.length <= outline.text().size());
    if (depth > 20)
        return;
    const auto children = outline.children(node, 0, 50);
    if (!children) {
        require(!expected);
        return;
    }
    if (expected)
        require(node.type == expected->type());
    for (size_t i = 0; i < children->size(); ++i) {
        const json::Value* child = nullptr;
        if (expected && expected->isArray())
            child = &expected->toArray()[i];
        else if (expected && expected->isObject())
            child = &expected->toObject().begin()[static_cast<std::ptrdiff_t>(i)].second;
        walk(outline, (*children)[i], depth + 1, child);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray body(reinterpret_cast<const char*>(data + 2), static_cast<qsizetype>(size - 2));
    const http::Headers headers{{"Content-Type", types[data[0] % types.size()]},
                                {"Content-Encoding", codings[data[1] % codings.size()]}};
    const BodyView view = viewBody(headers, body);
    require(view.problem.isEmpty() || view.value.isNull());

    const auto outline = json::Outline::open(body);
    const Result<json::Value> value = json::parse(body);
    if (outline)
        walk(**outline, (*outline)->root(), 0, value ? &*value : nullptr);
    else
        require(!value);
    return 0;
}
