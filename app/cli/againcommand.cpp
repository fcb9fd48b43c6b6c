#include "app/cli/againcommand.h"

#include "app/cli/enginehost.h"
#include "app/cli/workspaceaccess.h"
#include "core/engine/processagain.h"
#include "core/record/recordjson.h"

#include <QCoreApplication>

#include <algorithm>

namespace hw::cli {

namespace {

using engine::AgainTotals;
using engine::ProcessAgain;

QString counted(int count, const QString& thing)
{
    return QStringLiteral("%1 %2%3").arg(count).arg(thing, count == 1 ? QString() : QStringLiteral("s"));
}

QString textOfReason(const QString& reason)
{
    if (reason == QLatin1String("unrouted"))
        return QStringLiteral("it met no source");
    if (reason == QLatin1String("incomplete"))
        return QStringLiteral("it broke off before it was complete");
    if (reason == QLatin1String("probe"))
        return QStringLiteral("it is a probe, which runs nothing");
    if (reason == QLatin1String("source_removed"))
        return QStringLiteral("its source is gone; bring it back first");
    if (reason == QLatin1String("source_paused"))
        return QStringLiteral("its source is paused; resume it first: source set KEY paused=false");
    if (reason == QLatin1String("environment_removed"))
        return QStringLiteral("its environment is gone");
    return QStringLiteral("it is no longer there");
}

/// Counts first where a live destination is concerned, asks, then carries out; ends the program.
class Again final : public QObject
{
public:
    Again(const Context& context, engine::Engine& engine, QString path, std::vector<qint64> seqs, bool dryRun,
          bool asks, bool single)
        : m_context(context)
        , m_engine(engine)
        , m_path(std::move(path))
        , m_seqs(std::move(seqs))
        , m_dryRun(dryRun)
        , m_asks(asks)
        , m_single(single)
        , m_printer(context)
    {}

    void start()
    {
        const auto& environments = m_engine.snapshot().workspace->environments;
        const bool anyLive = std::any_of(environments.begin(), environments.end(),
                                         [](const auto& one) { return one.environment.destination.isLive(); });
        begin(m_dryRun || (anyLive && m_asks) ? ProcessAgain::Mode::Count : ProcessAgain::Mode::Carry);
    }

private:
    void begin(ProcessAgain::Mode mode)
    {
        auto reader = store::Reader::open(m_path);
        if (!reader) {
            QCoreApplication::exit(m_context.fail(reader.error()));
            return;
        }
        m_mode = mode;
        m_work = std::make_unique<ProcessAgain>(m_engine, std::move(*reader), m_seqs, mode);
        const bool shows = mode == ProcessAgain::Mode::Carry || m_dryRun;
        if (shows) {
            connect(m_work.get(), &ProcessAgain::processed, this,
                    [this](const engine::Processed& record) { show(record); });
            connect(m_work.get(), &ProcessAgain::leftAlone, this, [this](const QString& id, const QString& reason) {
                m_context.hint(QStringLiteral("%1 is left alone: %2").arg(id, textOfReason(reason)));
            });
        }
        connect(m_work.get(), &ProcessAgain::finished, this, &Again::ended, Qt::QueuedConnection);
        m_work->start();
    }

    void show(const engine::Processed& record)
    {
        if (!m_context.json())
            sayRecord(m_context, record.event, record.run);
        else if (m_single)
            m_context.print(toRecordJson(record.event, record.run));
        else
            m_printer.add(toRecordJson(record.event, record.run));
    }

    void ended(const Result<void>& result)
    {
        if (!result) {
            QCoreApplication::exit(m_context.fail(result.error()));
            return;
        }
        const AgainTotals totals = m_work->totals();
        if (m_mode == ProcessAgain::Mode::Count && !m_dryRun) {
            if (confirmed(totals))
                begin(ProcessAgain::Mode::Carry);
            return;
        }
        if (!m_single)
            m_printer.end();
        m_context.hint(
            QStringLiteral("%1 %2, %3%4")
                .arg(counted(totals.events, QStringLiteral("event")),
                     m_dryRun ? QStringLiteral("would be processed again") : QStringLiteral("processed again"),
                     counted(totals.actions, QStringLiteral("action")),
                     totals.failed > 0 ? QStringLiteral(", %1 failed").arg(totals.failed) : QString()));
        const bool nothing = totals.events == 0;
        QCoreApplication::exit(totals.failed > 0 || nothing ? exitFailed : exitDone);
    }

    /// Nothing goes to a live destination unasked. Where no answer can be had, it ends the program.
    bool confirmed(const AgainTotals& totals)
    {
        if (totals.live.isEmpty())
            return true;
        QStringList places;
        for (auto it = totals.live.constBegin(); it != totals.live.constEnd(); ++it)
            places.append(QStringLiteral("%1 to the live destination of %2")
                              .arg(counted(it.value(), QStringLiteral("action")), it.key()));
        places.sort();
        const QString what =
            QStringLiteral("%1 would be processed again, with %2.")
                .arg(counted(totals.events, QStringLiteral("event")), places.join(QStringLiteral(" and ")));
        if (confirm(m_context, what + QStringLiteral(" Go on?")))
            return true;
        QCoreApplication::exit(
            m_context.failUsage(what + QStringLiteral(" Nothing was done. Confirm with --yes, or look at it first "
                                                      "with --dry-run.")));
        return false;
    }

    const Context& m_context;
    engine::Engine& m_engine;
    QString m_path;
    std::vector<qint64> m_seqs;
    bool m_dryRun;
    bool m_asks;
    bool m_single; ///< one id was named: its record is the document, not an array of one
    JsonArrayPrinter m_printer;
    std::unique_ptr<ProcessAgain> m_work;
    ProcessAgain::Mode m_mode = ProcessAgain::Mode::Count;
};

Result<std::vector<qint64>> seqsOfIds(store::Reader& reader, const QStringList& ids)
{
    std::vector<qint64> seqs;
    for (const QString& id : ids) {
        const auto stored = findEvent(reader, id);
        if (!stored)
            return stored.error();
        seqs.push_back(stored->event.seq);
    }
    return seqs;
}

} // namespace

int processAgain(Context& context, const Arguments& arguments)
{
    const bool byFilter = arguments.has(u"filter");
    if (byFilter != arguments.positional.isEmpty()) {
        return context.failUsage(QStringLiteral("process takes a request (--source K FILE), ids of captured events, or "
                                                "--filter F."));
    }
    auto reader = openReader(context);
    if (!reader)
        return context.fail(reader.error());
    Result<std::vector<qint64>> seqs(std::vector<qint64>{});
    if (byFilter) {
        const auto filter = parseFilter(context, arguments.value(u"filter"));
        if (!filter)
            return failFilter(context, filter.error());
        seqs = engine::seqsOf(*reader, *filter);
    } else {
        seqs = seqsOfIds(*reader, arguments.positional);
    }
    if (!seqs)
        return context.fail(seqs.error());
    if (seqs->empty()) {
        context.hint(QStringLiteral("No captured event matches."));
        if (context.json())
            context.print(json::Array());
        return exitDone;
    }
    auto engine = openEngine(context, WantedOwnership::OwnOrJoin);
    if (!engine)
        return context.fail(engine.error());
    const bool single = !byFilter && seqs->size() == 1;
    Again again(context, **engine, (*engine)->snapshot().workspace->databasePath(), std::move(*seqs),
                arguments.has(u"dry-run"), !arguments.has(u"yes"), single);
    again.start();
    return QCoreApplication::exec();
}

} // namespace hw::cli
