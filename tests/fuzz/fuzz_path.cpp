// The path language: a path's canonical text is the same path, and looking one up does no harm.

#include "core/mapping/binding.h"
#include "core/mapping/condition.h"
#include "core/mapping/path.h"

#include <cstdint>
#include <cstdlib>

using namespace hw;
using namespace hw::mapping;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    static const json::Value body = *json::parse(R"({"a":{"b":[1,{"c d":2}]},"0":"zero","$x":null})");
    static const json::Value preprocess = *json::parse(R"({"full_name":"Ada"})");
    static const http::Headers headers{{"X-A", "1"}, {"x-a", "\xff"}};
    const Scope scope{body, headers, preprocess, [](const QString&) { return QStringLiteral("v"); }};

    const Result<Path> path = Path::parse(QString::fromUtf8(bytes));
    if (path) {
        const Result<Path> again = Path::parse(path->text());
        if (!again || *again != *path)
            std::abort();
        (void)path->evaluate(scope);
    }
    // The same bytes as a condition and as a binding.
    if (const Result<json::Value> value = json::parse(bytes)) {
        const Condition condition = Condition::fromJson(*value);
        (void)validate(condition);
        (void)evaluate(condition, scope, QStringLiteral("k"), {});
        (void)resolve(Binding::fromJson(*value), scope, QStringLiteral("k"), {});
    }
    return 0;
}
