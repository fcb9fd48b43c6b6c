#pragma once

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace hw::workspace {

/// Where the value at `path` (member names and, for arrays, indexes from 0) begins in well-formed JSON; the innermost
/// part of the path that exists where the rest does not.
[[nodiscard]] files::Position locate(QByteArrayView text, const QStringList& path);

/// "mappings[2].active" as locate() takes it.
[[nodiscard]] QStringList pathFromPlace(const QString& place);

/// A JSON document that is read member by member. The first member of a wrong type or value is remembered with its
/// place; the reads after it give fallbacks.
class JsonDocument final
{
public:
    /// `file` is only named in errors, and must name a document whose top is an object.
    [[nodiscard]] static Result<JsonDocument> parse(QByteArrayView text, const QString& file);

    [[nodiscard]] const json::Object& root() const { return m_root.toObject(); }
    [[nodiscard]] const json::Value& value() const { return m_root; }

    void fail(const QStringList& path, const QString& reason);
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    /// A ParseError of this document at that place.
    [[nodiscard]] Error errorAt(const QStringList& path, const QString& reason) const;

private:
    QByteArray m_text;
    QString m_file;
    json::Value m_root;
    std::optional<Error> m_error;
};

/// One object of a document. A null counts as absent.
class ObjectReader final
{
public:
    explicit ObjectReader(JsonDocument& document);
    ObjectReader(ObjectReader& parent, const QString& name);

    [[nodiscard]] QString text(const QString& name, const QString& fallback = {});
    [[nodiscard]] bool boolean(const QString& name, bool fallback);
    [[nodiscard]] qint64 integer(const QString& name, qint64 least, qint64 most, qint64 fallback);
    [[nodiscard]] bool has(const QString& name);
    [[nodiscard]] QStringList texts(const QString& name);
    [[nodiscard]] json::Object object(const QString& name);
    [[nodiscard]] json::Value any(const QString& name, const json::Value& fallback = {});

    void fail(const QString& name, const QString& reason);

    /// The members that were never asked for.
    [[nodiscard]] json::Object rest() const;

private:
    [[nodiscard]] const json::Value* take(const QString& name);

    JsonDocument& m_document;
    const json::Object& m_object;
    QStringList m_path;
    QStringList m_taken;
};

} // namespace hw::workspace
