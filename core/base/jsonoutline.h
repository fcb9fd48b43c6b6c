#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace hw::json {

/// A large JSON text looked at piece by piece, with the place of each piece in the bytes: a tree of values would take
/// ten times the text. The text is walked by simdjson's on-demand reader, which checks what it passes through and no
/// more.
///
/// One thread at a time. Memory: the text once, and about as many bytes again as it has brackets, commas and strings,
/// four times over.
class Outline final
{
public:
    struct Node
    {
        Type type = Type::Undefined;
        qsizetype offset = 0; ///< of the value's first byte
        qsizetype length = 0;
        QString key; ///< of a member; empty for an element and for the root
        friend bool operator==(const Node&, const Node&) = default;
    };

    /// The text is shared where it has 64 bytes of room behind it (as the store gives it), else copied once.
    /// ParseError where it is no JSON at all.
    [[nodiscard]] static Result<std::unique_ptr<Outline>> open(const QByteArray& text);
    ~Outline();
    Q_DISABLE_COPY_MOVE(Outline)

    [[nodiscard]] const Node& root() const { return m_root; }
    [[nodiscard]] const QByteArray& text() const { return m_text; }

    /// Members or elements [first, first + count) of a container, fewer at its end. ParseError where the text breaks.
    [[nodiscard]] Result<std::vector<Node>> children(const Node& parent, qsizetype first, qsizetype count);
    /// How many there are, counted up to `limit` and no further.
    [[nodiscard]] Result<qsizetype> childCount(const Node& parent, qsizetype limit);

    /// The member (the last of equal names, as JSON.parse has it) or element; nothing where there is none.
    [[nodiscard]] Result<std::optional<Node>> member(const Node& parent, const QString& key);
    [[nodiscard]] Result<std::optional<Node>> element(const Node& parent, qsizetype index);

    using Step = std::variant<QString, qsizetype>;
    /// What stands at the end of the steps; nothing where there is nothing. As in JavaScript a numeric key also reaches
    /// into an array and an index into an object.
    [[nodiscard]] Result<std::optional<Node>> at(const std::vector<Step>& steps);

    [[nodiscard]] QByteArrayView bytes(const Node& node) const;
    /// The piece as a value. Large containers cost what json::parse() costs.
    [[nodiscard]] Result<Value> value(const Node& node) const;

private:
    struct Reader;
    explicit Outline(QByteArray text);

    QByteArray m_text;
    std::unique_ptr<Reader> m_reader;
    Node m_root;
};

} // namespace hw::json
