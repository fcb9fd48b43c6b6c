#include "ui/widgets/eventcommands.h"

#include "ui/models/eventdetail.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/notedialog.h"
#include "ui/widgets/resenddialog.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

namespace hw::widgets {

using models::EventActions;

namespace {

constexpr int mostSubjects = 6;
/// More than that is asked for first, although it can be taken back.
constexpr int deletedUnasked = 50;

void collectIds(const json::Value& value, QStringList& ids)
{
    if (value.isString() && !value.toString().isEmpty() && !ids.contains(value.toString()))
        ids.append(value.toString());
    if (value.isObject())
        collectIds(value[u"id"], ids);
    if (value.isArray()) {
        for (const json::Value& element : value.toArray())
            collectIds(element, ids);
    }
}

} // namespace

EventCommands::EventCommands(const Theme& theme, QWidget& page)
    : QObject(&page)
    , again(nullptr)
    , m_theme(theme)
    , m_page(page)
{
    again = make("processAgain", tr("Process again"), tr("R"), Icon::Replay);
    resend = make("resendEvent", tr("Send again…"), {}, Icon::Send);
    editResend = make("editResend", tr("Edit && resend…"), tr("Shift+R"), Icon::Pencil);
    debug = make("debugEvent", tr("Debug this event"), tr("Shift+D"), Icon::Bug);
    sample = make("useAsSample", tr("Use as sample"), tr("S"), Icon::Mark);
    test = make("makeTest", tr("Make a test…"), tr("T"), Icon::Check);
    compare = make("compareEvents", tr("Compare"), tr("C"), Icon::Compare);
    previous = make("comparePrevious", tr("Compare with the previous of this type"), tr("D"), Icon::Compare);
    pin = make("pinEvent", tr("Pin"), tr("P"), Icon::Tag);
    note = make("noteEvent", tr("Note…"), tr("N"), Icon::Pencil);
    copyCurl = make("copyCurl", tr("Copy as cURL"), tr("Ctrl+Shift+C"), Icon::Copy);
    copyHttpie = make("copyHttpie", tr("Copy as HTTPie"), {}, Icon::Copy);
    copyFetch = make("copyFetch", tr("Copy as fetch"), {}, Icon::Copy);
    copyReport = make("copyReport", tr("Copy a report without secrets"), {}, Icon::Copy);
    exportEvents = make("exportEvents", tr("Export…"), tr("Ctrl+Shift+E"), Icon::Export);
    remove = make("deleteEvents", tr("Delete"), tr("Del"), Icon::Trash);
    exportAll = make("exportAll", tr("Export the list…"), {}, Icon::Export);
    clear = make("clearEvents", tr("Delete the list…"), {}, Icon::Trash);
    exportAll->setIconText(tr("Export"));
    clear->setIconText(tr("Clear"));
    connectActions();
    refresh();
}

QAction* EventCommands::make(const char* name, const QString& text, const QString& key, Icon icon)
{
    auto* action = new QAction(text, &m_page);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(QKeySequence(key));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    setActionIcon(m_theme, *action, icon);
    m_page.addAction(action);
    return action;
}

void EventCommands::connectActions()
{
    connect(again, &QAction::triggered, this, [this] { m_actions->planAgain(targets()); });
    connect(resend, &QAction::triggered, this, &EventCommands::askResend);
    connect(editResend, &QAction::triggered, this, &EventCommands::editAndResend);
    connect(debug, &QAction::triggered, this,
            [this] { Q_EMIT debugWanted(m_current->event.source, m_current->event.id); });
    connect(sample, &QAction::triggered, this, [this] { m_actions->useAsSample(*m_current); });
    connect(test, &QAction::triggered, this, [this] { Q_EMIT testWanted(*m_current); });
    connect(compare, &QAction::triggered, this, &EventCommands::startCompare);
    connect(previous, &QAction::triggered, this, [this] { m_actions->compareWithPrevious(*m_current); });
    connect(pin, &QAction::triggered, this, [this] { m_actions->setPinned(targets(), pin->data().toBool()); });
    connect(note, &QAction::triggered, this, &EventCommands::askNote);
    connect(exportEvents, &QAction::triggered, this, [this] { askExport(targets()); });
    connect(remove, &QAction::triggered, this, [this] {
        const std::vector<qint64> seqs = targets();
        if (static_cast<int>(seqs.size()) < deletedUnasked)
            m_actions->remove(seqs);
        else
            askRemove(seqs);
    });
    connect(exportAll, &QAction::triggered, this, [this] { withMatching(&EventCommands::askExport); });
    connect(clear, &QAction::triggered, this, [this] { withMatching(&EventCommands::askRemove); });
    connect(copyCurl, &QAction::triggered, this,
            [this] { copyText(models::curlCommand(m_current->event.request), tr("The cURL command")); });
    connect(copyHttpie, &QAction::triggered, this,
            [this] { copyText(models::httpieCommand(m_current->event.request), tr("The HTTPie command")); });
    connect(copyFetch, &QAction::triggered, this,
            [this] { copyText(models::fetchCode(m_current->event.request), tr("The call of fetch")); });
    connect(copyReport, &QAction::triggered, this,
            [this] { copyText(models::eventReport(*m_current, m_source), tr("The report")); });
}

void EventCommands::setActions(EventActions& actions)
{
    m_actions = &actions;
    connect(&actions, &EventActions::planned, this, &EventCommands::askAgain);
    refresh();
}

void EventCommands::setCurrent(const std::shared_ptr<const store::StoredEvent>& current,
                               const models::SourceLabel& source)
{
    m_current = current;
    m_source = source;
    if (m_compareWith != 0 && current && current->event.seq != m_compareWith)
        m_actions->compare(std::exchange(m_compareWith, 0), current->event.seq);
    refresh();
}

void EventCommands::setSelected(const std::vector<store::EventRow>& rows)
{
    m_selected = rows;
    refresh();
}

std::vector<qint64> EventCommands::targets() const
{
    std::vector<qint64> seqs;
    for (const store::EventRow& row : m_selected)
        seqs.push_back(row.seq);
    if (seqs.empty() && m_current)
        seqs.push_back(m_current->event.seq);
    return seqs;
}

QList<QAction*> EventCommands::all() const
{
    return {again, resend,   editResend, debug,     sample,     test,         compare, previous,  pin,
            note,  copyCurl, copyHttpie, copyFetch, copyReport, exportEvents, remove,  exportAll, clear};
}

void EventCommands::refresh()
{
    const bool many = m_selected.size() > 1;
    // The detail follows the selection a moment later: nothing is done with the event before.
    const bool isBehind = m_current && m_selected.size() == 1 && m_selected.front().seq != m_current->event.seq;
    const bool one = m_current && !many && !isBehind;
    const bool any = (m_current || !m_selected.empty()) && m_actions;
    for (QAction* action : {again, resend, pin, exportEvents, remove})
        action->setEnabled(any);
    for (QAction* action : {exportAll, clear})
        action->setEnabled(m_actions && m_filter);
    for (QAction* action : {editResend, note})
        action->setEnabled(one && m_actions);
    for (QAction* action : {copyCurl, copyHttpie, copyFetch, copyReport})
        action->setEnabled(one);
    const bool hasRun = one && m_actions && m_current->run && !m_current->event.source.isEmpty();
    debug->setEnabled(hasRun);
    sample->setEnabled(hasRun);
    test->setEnabled(hasRun);
    previous->setEnabled(hasRun);
    compare->setEnabled(m_actions && (one || m_selected.size() == 2));
    const bool allPinned = many || isBehind ? std::all_of(m_selected.begin(), m_selected.end(),
                                                          [](const store::EventRow& row) { return row.pinned; })
                                            : m_current && m_current->pinned;
    pin->setText(allPinned ? tr("Unpin") : tr("Pin"));
    pin->setData(!allPinned);
    const int count = static_cast<int>(m_selected.size());
    remove->setText(many ? tr("Delete %n event(s)", nullptr, count) : tr("Delete"));
    note->setText(m_current && !m_current->note.isEmpty() ? tr("Change the note…") : tr("Note…"));
}

void EventCommands::processAgain(const std::vector<qint64>& seqs)
{
    if (m_actions)
        m_actions->planAgain(seqs);
}

void EventCommands::askAgain(const models::AgainPlan& plan)
{
    auto* dialog = new ConfirmDialog(
        m_theme, {plan.title, plan.lines, plan.warning, plan.isEmpty ? QString() : plan.button, ButtonKind::Primary},
        &m_page);
    dialog->setObjectName(QStringLiteral("againDialog"));
    connect(dialog, &QDialog::accepted, this, [this, seqs = plan.seqs] { m_actions->processAgain(seqs); });
    dialog->open();
}

void EventCommands::askResend()
{
    const std::vector<qint64> seqs = targets();
    auto* dialog = new ResendDialog(m_theme, static_cast<int>(seqs.size()), m_actions->endpoint(), &m_page);
    connect(dialog, &ResendDialog::sendWanted, this,
            [this, seqs](const QUrl& to, engine::Resend how) { m_actions->resend(seqs, to, how); });
    dialog->open();
}

void EventCommands::editAndResend()
{
    auto* dialog = new ResendDialog(m_theme, *m_current, m_actions->endpoint(), &m_page);
    connect(dialog, &ResendDialog::sendEditedWanted, this,
            [this, dialog, stored = m_current](const http::Message& message, const QUrl& to, engine::Resend how) {
                m_actions->resendEdited(*stored, message, to, how, dialog,
                                        [dialog](const models::ResendAnswer& answer) { dialog->showAnswer(answer); });
            });
    dialog->open();
}

void EventCommands::askNote()
{
    auto* dialog = new NoteDialog(m_theme, m_current->note, &m_page);
    connect(dialog, &QDialog::accepted, this, [this, dialog, stored = m_current] {
        m_actions->setNote(stored->event.seq, stored->note, dialog->note());
    });
    dialog->open();
}

void EventCommands::withMatching(void (EventCommands::*then)(const std::vector<qint64>&))
{
    m_actions->findMatching(m_filter(), this, [this, then](const std::vector<qint64>& seqs) {
        if (seqs.empty())
            Q_EMIT told(tr("There is no event in this list"));
        else
            (this->*then)(seqs);
    });
}

void EventCommands::askRemove(const std::vector<qint64>& seqs)
{
    const int count = static_cast<int>(seqs.size());
    auto* dialog = new ConfirmDialog(
        m_theme,
        {tr("Delete %n event(s)?", nullptr, count),
         {tr("Undo brings back the first 128 MB of them, until the window is closed. Pinned ones stay.")},
         {},
         tr("Delete %n event(s)", nullptr, count),
         ButtonKind::Danger},
        &m_page);
    connect(dialog, &QDialog::accepted, this, [this, seqs] { m_actions->remove(seqs); });
    dialog->open();
}

void EventCommands::askExport(const std::vector<qint64>& seqs)
{
    auto* dialog = new QFileDialog(&m_page, tr("Export events"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString lines = tr("JSON lines (*.jsonl)");
    const QString har = tr("HAR 1.2 (*.har)");
    const QString requests = tr("Folder of raw requests (*)");
    dialog->setNameFilters({lines, har, requests});
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, lines, har](const QString& filter) {
        dialog->setDefaultSuffix(filter == lines ? QStringLiteral("jsonl")
                                 : filter == har ? QStringLiteral("har")
                                                 : QString());
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, har, requests, seqs](const QString& path) {
        const QString filter = dialog->selectedNameFilter();
        m_actions->exportTo(path, seqs,
                            filter == requests ? models::ExportKind::Requests
                            : filter == har    ? models::ExportKind::Har
                                               : models::ExportKind::JsonLines);
    });
    dialog->open();
}

void EventCommands::startCompare()
{
    if (m_selected.size() == 2) {
        // The older one on the left.
        const auto [older, newer] = std::minmax(m_selected[0].seq, m_selected[1].seq);
        m_actions->compare(older, newer);
        return;
    }
    m_compareWith = m_current->event.seq;
    Q_EMIT told(tr("Select the event to compare with"));
}

QStringList EventCommands::subjects() const
{
    QStringList ids;
    if (!m_current || !m_current->run || m_selected.size() > 1)
        return ids;
    for (const Action& action : m_current->run->actions) {
        for (const char16_t* member : {u"id", u"from_user_id", u"object_id", u"recipients", u"members"})
            collectIds(action.payload[QStringView(member)], ids);
    }
    return ids.mid(0, mostSubjects);
}

void EventCommands::fill(QMenu& menu)
{
    menu.addActions({again, editResend, resend, debug, sample, test});
    menu.addSeparator();
    menu.addActions({compare, previous});
    const QStringList ids = subjects();
    if (!ids.isEmpty()) {
        QMenu* history = menu.addMenu(tr("History of"));
        history->setObjectName(QStringLiteral("historyMenu"));
        for (const QString& id : ids) {
            QAction* action = history->addAction(QString(id).replace(u'&', QLatin1String("&&")));
            connect(action, &QAction::triggered, this, [this, id] {
                QString quoted = id;
                quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
                Q_EMIT historyWanted(u'"' + quoted + u'"');
            });
        }
    }
    menu.addSeparator();
    menu.addActions({pin, note});
    menu.addSeparator();
    menu.addActions({copyCurl, copyHttpie, copyFetch, copyReport});
    menu.addSeparator();
    menu.addActions({exportEvents, remove});
}

void EventCommands::copyText(const QString& text, const QString& what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(what);
}

} // namespace hw::widgets
