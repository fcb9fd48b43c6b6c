#include "core/base/jsonprobe.h"

#include <simdjson.h>

#include <optional>

namespace hw::json {

namespace dom = simdjson::dom;

namespace {

// The parser keeps memory for the largest text that it has read, a multiple of it. Larger ones are few.
constexpr qsizetype largestProbed = 256 * 1024;

std::optional<dom::element> childAt(const dom::element& parent, const Step& step)
{
    std::optional<dom::element> found;
    if (const auto* name = std::get_if<QByteArray>(&step)) {
        dom::object object;
        if (parent.get_object().get(object) != simdjson::SUCCESS)
            return found;
        const std::string_view wanted(name->constData(), static_cast<size_t>(name->size()));
        for (const dom::key_value_pair member : object) {
            if (member.key == wanted)
                found = member.value;
        }
        return found;
    }
    dom::array array;
    dom::element element;
    if (parent.get_array().get(array) == simdjson::SUCCESS &&
        array.at(std::get<size_t>(step)).get(element) == simdjson::SUCCESS)
        found = element;
    return found;
}

} // namespace

Probed probe(QByteArrayView text, const std::vector<Step>& path)
{
    thread_local dom::parser parser;
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    if (text.size() > largestProbed)
        return {Probed::Kind::Unknown, 0, {}};
    dom::element at;
    if (parser.parse(text.data(), static_cast<size_t>(text.size())).get(at) != simdjson::SUCCESS)
        return {Probed::Kind::Unknown, 0, {}};
    for (const Step& step : path) {
        const std::optional<dom::element> child = childAt(at, step);
        if (!child)
            return {};
        at = *child;
    }
    Probed probed{Probed::Kind::Unknown, 0, {}};
    switch (at.type()) {
    case dom::element_type::NULL_VALUE: probed.kind = Probed::Kind::Null; break;
    case dom::element_type::BOOL: probed.kind = bool(at) ? Probed::Kind::True : Probed::Kind::False; break;
    case dom::element_type::STRING: {
        const std::string_view found(at);
        probed.text = {found.data(), static_cast<qsizetype>(found.size())};
        probed.kind = Probed::Kind::Text;
        break;
    }
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
        probed.number = double(at);
        probed.kind = Probed::Kind::Number;
        break;
    case dom::element_type::ARRAY:
    case dom::element_type::OBJECT: break;
    }
    return probed;
}

} // namespace hw::json
