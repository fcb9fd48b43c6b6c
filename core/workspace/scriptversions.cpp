#include "core/workspace/scriptversions.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace hw::workspace {

namespace {

/// Enough of the hash to tell versions apart in a file's name.
constexpr qsizetype hashInName = 12;

QString hashOf(QByteArrayView text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(QByteArray::fromRawData(text.data(), text.size()), QCryptographicHash::Sha256)
            .toHex());
}

QString indexName()
{
    return QStringLiteral("index.json");
}

} // namespace

QString scriptSuffix(ScriptLanguage language)
{
    switch (language) {
    case ScriptLanguage::None: return {};
    case ScriptLanguage::JavaScript: return QStringLiteral("js");
    case ScriptLanguage::TypeScript: break;
    }
    return QStringLiteral("ts");
}

ScriptVersions::ScriptVersions(const QString& dataFolder)
    : m_folder(dataFolder + QStringLiteral("/versions"))
{}

QString ScriptVersions::folderOf(const QString& key) const
{
    return m_folder + u'/' + key;
}

QString ScriptVersions::fileName(const ScriptVersion& version)
{
    return QStringLiteral("%1-%2.%3")
        .arg(QString::number(version.number), version.hash.left(hashInName), scriptSuffix(version.language));
}

std::vector<ScriptVersion> ScriptVersions::list(const QString& key) const
{
    const auto bytes = files::read(folderOf(key) + u'/' + indexName());
    if (!bytes)
        return listFiles(key);
    const auto index = json::parse(*bytes);
    if (!index)
        return listFiles(key);
    std::vector<ScriptVersion> versions;
    for (const json::Value& entry : (*index)[u"versions"].toArray()) {
        const auto savedAt = parseTimestamp(entry[u"savedAt"].toString());
        ScriptVersion version;
        version.number = static_cast<int>(entry[u"number"].toInteger());
        version.hash = entry[u"hash"].toString();
        version.language = entry[u"language"].toString() == QLatin1String("ts") ? ScriptLanguage::TypeScript
                                                                                : ScriptLanguage::JavaScript;
        if (!savedAt || version.number < 1)
            return listFiles(key);
        version.savedAt = *savedAt;
        versions.push_back(version);
    }
    return versions;
}

std::vector<ScriptVersion> ScriptVersions::listFiles(const QString& key) const
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,9})-[0-9a-f]{12}\\.(js|ts)$"));
    std::vector<ScriptVersion> versions;
    const QDir folder(folderOf(key));
    for (const QFileInfo& file : folder.entryInfoList(QDir::Files)) {
        const auto match = form.match(file.fileName());
        const auto text = match.hasMatch() ? files::read(file.filePath()) : Result<QByteArray>(Error{});
        if (!text)
            continue;
        ScriptVersion version;
        version.number = match.captured(1).toInt();
        version.savedAt = fromMicroseconds(file.lastModified().toMSecsSinceEpoch() * 1000);
        version.language =
            match.captured(2) == QLatin1String("ts") ? ScriptLanguage::TypeScript : ScriptLanguage::JavaScript;
        version.hash = hashOf(*text);
        versions.push_back(version);
    }
    std::sort(versions.begin(), versions.end(),
              [](const ScriptVersion& a, const ScriptVersion& b) { return a.number < b.number; });
    return versions;
}

Result<QByteArray> ScriptVersions::text(const QString& key, int number) const
{
    for (const ScriptVersion& version : list(key)) {
        if (version.number == number)
            return files::read(folderOf(key) + u'/' + fileName(version));
    }
    return Error{ErrorCode::NotFound, {QStringLiteral("version"), QString::number(number)}};
}

Result<ScriptVersion> ScriptVersions::record(const QString& key, ScriptLanguage language, QByteArrayView text,
                                             Timestamp now)
{
    std::vector<ScriptVersion> versions = list(key);
    ScriptVersion version{1, now, language, hashOf(text)};
    if (!versions.empty()) {
        const ScriptVersion& newest = versions.back();
        if (newest.hash == version.hash && newest.language == language)
            return newest;
        version.number = newest.number + 1;
    }
    const QString folder = folderOf(key);
    if (const auto made = files::makePath(folder); !made)
        return made.error();
    // The text first: an index never names what is not there.
    if (const auto written = files::writeAtomically(folder + u'/' + fileName(version), text); !written)
        return written.error();
    versions.push_back(version);
    json::Array entries;
    for (const ScriptVersion& one : versions) {
        entries.push_back(json::Object{{QStringLiteral("number"), one.number},
                                       {QStringLiteral("savedAt"), toIso8601(one.savedAt)},
                                       {QStringLiteral("language"), scriptSuffix(one.language)},
                                       {QStringLiteral("hash"), one.hash}});
    }
    const json::Value index = json::Object{{QStringLiteral("versions"), std::move(entries)}};
    if (const auto written =
            files::writeAtomically(folder + u'/' + indexName(), json::write(index, json::Style::Indented));
        !written)
        return written.error();
    return version;
}

Result<void> ScriptVersions::move(const QString& key, const QString& newKey)
{
    const QString from = folderOf(key);
    const QString to = folderOf(newKey);
    if (!QFileInfo::exists(from) || QFileInfo::exists(to))
        return {};
    if (!QDir().rename(from, to))
        return Error{ErrorCode::IoError, {to, QStringLiteral("it cannot be renamed")}};
    return {};
}

} // namespace hw::workspace
