#include "ui/models/guide.h"

#include "resources/guide/guideresources.h"
#include "ui/models/eventdetail.h"
#include "ui/models/guidereference.h"

#include <QFile>

#include <algorithm>

namespace hw::models {

namespace {

QString providerPrefix()
{
    return QStringLiteral("provider-");
}

/// The page in the language, else in English, which has them all.
QString markdownOf(const QString& id, const QString& language)
{
    for (const QString& folder : {language, QStringLiteral("en")}) {
        QFile file(QStringLiteral(":/guide/%1/%2.md").arg(folder, id));
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
    }
    return {};
}

bool hasAll(const QString& text, const QStringList& words)
{
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString plainOf(const GuideBlock& block)
{
    QString plain = block.kind == GuideBlock::Kind::Code ? block.text : guidePlain(block.text);
    for (const GuideItem& item : block.items)
        plain += u'\n' + guidePlain(item.text) + u'\n' + item.code;
    for (const QStringList& row : block.rows) {
        for (const QString& cell : row)
            plain += u'\n' + guidePlain(cell);
    }
    return plain;
}

} // namespace

Guide::Guide(const catalog::Catalog& catalog, const QString& origin, const std::vector<KeyValue>& shortcuts)
{
    resources::registerGuide();
    const QString language = tr("en", "the folder of resources/guide that has the pages in this language");
    const auto add = [&](const QString& id, const QString& group) {
        m_pages.push_back(readGuidePage(id, group, markdownOf(id, language)));
    };
    const QString basics = tr("Basics");
    for (const char* id : {"start", "events", "scripts", "mapping", "destinations", "troubleshooting"})
        add(QString::fromLatin1(id), basics);
    m_pages.push_back(guideOfContext());
    m_pages.push_back(guideOfBuiltIns());
    m_pages.push_back(guideOfActions());
    add(QStringLiteral("filters"), tr("Reference"));
    m_pages.push_back(guideOfShortcuts(shortcuts));
    for (const catalog::Provider& provider : catalog.providers())
        m_pages.push_back(guideOfProvider(provider, providerPage(provider.key), origin));
}

const GuidePage* Guide::find(QStringView id) const
{
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [id](const GuidePage& page) { return page.id == id; });
    return found == m_pages.end() ? nullptr : &*found;
}

std::vector<Guide::Hit> Guide::search(const QString& query) const
{
    const QStringList words = query.simplified().split(u' ', Qt::SkipEmptyParts);
    struct Ranked
    {
        Hit hit;
        int rank;
    };
    std::vector<Ranked> found;
    for (const GuidePage& page : m_pages) {
        if (words.isEmpty())
            break;
        Hit hit{page.id, {}, page.title, {}};
        int rank = hasAll(page.title, words) ? 0 : -1;
        QString whole = page.title;
        QString section;
        const GuideBlock* head = nullptr;
        // The first heading that has the words, else the first section that has them.
        const auto endSection = [&] {
            const bool inHead = head && hasAll(guidePlain(head->text), words);
            const int better = inHead ? 1 : hasAll(section, words) ? 2 : -1;
            if (better >= 0 && (rank < 0 || better < rank)) {
                rank = better;
                hit.anchor = head ? head->anchor : QString();
                hit.heading = head ? guidePlain(head->text) : QString();
            }
            whole += u'\n' + section;
        };
        for (const GuideBlock& block : page.blocks) {
            if (block.kind == GuideBlock::Kind::Heading) {
                endSection();
                head = &block;
                section.clear();
            }
            section += plainOf(block) + u'\n';
        }
        endSection();
        if (rank < 0 && hasAll(whole, words))
            rank = 3; // in several sections together
        if (rank >= 0)
            found.push_back({hit, rank});
    }
    std::stable_sort(found.begin(), found.end(), [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    std::vector<Hit> hits;
    for (Ranked& one : found)
        hits.push_back(std::move(one.hit));
    return hits;
}

QString Guide::pageFor(const Location& location, const QString& provider)
{
    switch (location.place.kind) {
    case PlaceKind::Directory:
    case PlaceKind::Deliveries: return QStringLiteral("destinations");
    case PlaceKind::Unrouted: return QStringLiteral("troubleshooting#unrouted");
    case PlaceKind::Settings:
        return location.view == QLatin1String("settings-environments") ? QStringLiteral("destinations")
                                                                       : QStringLiteral("troubleshooting#listener");
    case PlaceKind::NewSource: return provider.isEmpty() ? QStringLiteral("start") : providerPage(provider);
    case PlaceKind::Welcome: return QStringLiteral("start");
    case PlaceKind::AllEvents:
    case PlaceKind::Source: break;
    }
    if (location.view == QLatin1String("setup"))
        return provider.isEmpty() ? QStringLiteral("start") : providerPage(provider);
    if (location.view == QLatin1String("script") || location.view == QLatin1String("tests"))
        return QStringLiteral("scripts");
    if (location.view == QLatin1String("mapping") || location.view == QLatin1String("coverage"))
        return QStringLiteral("mapping");
    if (location.view == QLatin1String("travel"))
        return QStringLiteral("scripts#time-travel");
    return QStringLiteral("events");
}

QString Guide::providerPage(const QString& provider)
{
    return providerPrefix() + provider;
}

} // namespace hw::models
