#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <utility>
#include <variant>
#include <vector>

namespace hw::json {

class Value;

enum class Type { Undefined, Null, Bool, Number, String, Array, Object };

/// A number as it was written: JavaScript and double would round beyond 2^53, the source text does not.
struct Number
{
    QByteArray text;
    friend bool operator==(const Number&, const Number&) = default;
};

using Array = std::vector<Value>;

/// One member of an object.
using Member = std::pair<QString, Value>;

/// Members in their written order, duplicates kept. Look-up gives the last of equal names, as JSON.parse does.
class Object
{
public:
    Object() = default;
    Object(std::initializer_list<Member> members);

    [[nodiscard]] const Value* find(QStringView name) const;
    [[nodiscard]] Value* find(QStringView name);
    /// The member's value, or undefined.
    [[nodiscard]] const Value& operator[](QStringView name) const;
    /// Replaces the member in its place, or appends it.
    void set(const QString& name, Value value);
    bool remove(QStringView name);
    void append(QString name, Value value);

    // Defined below, where Value is complete: Clang asks for that in C++20.
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] size_t size() const;
    [[nodiscard]] std::vector<Member>::const_iterator begin() const;
    [[nodiscard]] std::vector<Member>::const_iterator end() const;
    [[nodiscard]] std::vector<Member>::iterator begin();
    [[nodiscard]] std::vector<Member>::iterator end();

    friend bool operator==(const Object& a, const Object& b);

private:
    std::vector<Member> m_members;
};

/// A JSON value with key order and number text kept. "Undefined" is what a missing member gives; it is never parsed
/// and is left out when written as a member.
class Value
{
public:
    using Type = json::Type;

    Value() = default;
    Value(std::nullptr_t)
        : m_data(nullptr)
    {}
    Value(bool value)
        : m_data(value)
    {}
    Value(int value)
        : Value(static_cast<qint64>(value))
    {}
    Value(qint64 value)
        : m_data(Number{QByteArray::number(value)})
    {}
    /// Written in the shortest form that reads back the same; null for NaN and infinities, as JSON.stringify does.
    Value(double value);
    Value(Number value)
        : m_data(std::move(value))
    {}
    Value(QString value)
        : m_data(std::move(value))
    {}
    Value(const char* utf8)
        : m_data(QString::fromUtf8(utf8))
    {}
    Value(Array value)
        : m_data(std::move(value))
    {}
    Value(Object value)
        : m_data(std::move(value))
    {}

    [[nodiscard]] Type type() const { return static_cast<Type>(m_data.index()); }
    [[nodiscard]] bool isUndefined() const { return type() == Type::Undefined; }
    [[nodiscard]] bool isNull() const { return type() == Type::Null; }
    [[nodiscard]] bool isBool() const { return type() == Type::Bool; }
    [[nodiscard]] bool isNumber() const { return type() == Type::Number; }
    [[nodiscard]] bool isString() const { return type() == Type::String; }
    [[nodiscard]] bool isArray() const { return type() == Type::Array; }
    [[nodiscard]] bool isObject() const { return type() == Type::Object; }

    /// The value where the type fits, else the fallback (or an empty one).
    [[nodiscard]] bool toBool(bool fallback = false) const;
    [[nodiscard]] double toDouble(double fallback = 0) const;
    [[nodiscard]] qint64 toInteger(qint64 fallback = 0) const;
    [[nodiscard]] QString toString(const QString& fallback = {}) const;
    [[nodiscard]] const QByteArray& numberText() const;
    [[nodiscard]] const Array& toArray() const;
    [[nodiscard]] const Object& toObject() const;
    /// For changing in place; the value becomes an empty array or object where it is not one.
    [[nodiscard]] Array& array();
    [[nodiscard]] Object& object();

    /// The member of an object, the element of an array; undefined otherwise.
    [[nodiscard]] const Value& operator[](QStringView name) const;
    [[nodiscard]] const Value& at(size_t index) const;

    friend bool operator==(const Value& a, const Value& b) = default;

private:
    std::variant<std::monostate, std::nullptr_t, bool, Number, QString, Array, Object> m_data;
};

inline bool Object::isEmpty() const
{
    return m_members.empty();
}
inline size_t Object::size() const
{
    return m_members.size();
}
inline std::vector<Member>::const_iterator Object::begin() const
{
    return m_members.begin();
}
inline std::vector<Member>::const_iterator Object::end() const
{
    return m_members.end();
}
inline std::vector<Member>::iterator Object::begin()
{
    return m_members.begin();
}
inline std::vector<Member>::iterator Object::end()
{
    return m_members.end();
}

/// "null", "a number", …: the JSON name of a type ("undefined", "null", "boolean", "number", "string", "array",
/// "object").
[[nodiscard]] QByteArray typeName(Value::Type type);

/// RFC 8259, strictly; nesting up to 512. The error is ParseError with line and column and no file.
/// A lone surrogate escape is kept as such; a byte order mark at the start is skipped.
[[nodiscard]] Result<Value> parse(QByteArrayView utf8);

enum class Style {
    Compact,
    Indented, ///< two spaces, one member a line, a final newline: the form of workspace files
};

/// UTF-8. Strings are escaped as JSON.stringify does.
[[nodiscard]] QByteArray write(const Value& value, Style style = Style::Compact);

} // namespace hw::json
