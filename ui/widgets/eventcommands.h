#pragma once

#include "core/store/rows.h"
#include "ui/models/eventactions.h"
#include "ui/models/eventtext.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QMenu;

namespace hw::widgets {

/// What can be done with the selected events, as actions for bar, menus and keyboard, with the dialogs that some of
/// them ask by.
class EventCommands final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventCommands)

public:
    /// The actions belong to `page`, where their keys work.
    EventCommands(const Theme& theme, QWidget& page);

    /// Without it there is nothing to be done but copying. Outlives this object.
    void setActions(models::EventActions& actions);

    /// The event whose detail is shown; null = none.
    void setCurrent(const std::shared_ptr<const store::StoredEvent>& current, const models::SourceLabel& source);
    /// All selected rows; none = the current event alone is meant.
    void setSelected(const std::vector<store::EventRow>& rows);
    [[nodiscard]] int selectedCount() const { return static_cast<int>(m_selected.size()); }

    /// What exportAll and clear are about.
    void setFilter(std::function<store::Filter()> filter) { m_filter = std::move(filter); }

    /// Those that failed alike, for the explainer's button.
    void processAgain(const std::vector<qint64>& seqs);

    QAction* again;
    QAction* resend;
    QAction* editResend;
    QAction* debug;
    QAction* sample;
    QAction* test;
    QAction* compare;
    QAction* previous;
    QAction* pin;
    QAction* note;
    QAction* copyCurl;
    QAction* copyHttpie;
    QAction* copyFetch;
    QAction* copyReport;
    QAction* exportEvents;
    QAction* remove;
    QAction* exportAll; ///< this and the next: of all that the filter matches
    QAction* clear;

    /// In the order of the menu.
    [[nodiscard]] QList<QAction*> all() const;
    /// Adds them, and the histories of who and what the event is about.
    void fill(QMenu& menu);

Q_SIGNALS:
    void copied(const QString& what);
    /// The events that carry this text.
    void historyWanted(const QString& filter);
    /// An event is to be stepped through with its source's script.
    void debugWanted(const QString& source, const QString& id);
    /// An event that ran is to become a test.
    void testWanted(const hw::store::StoredEvent& event);
    void told(const QString& text);

private:
    QAction* make(const char* name, const QString& text, const QString& key, Icon icon);
    void connectActions();
    void refresh();
    [[nodiscard]] std::vector<qint64> targets() const;
    void askAgain(const models::AgainPlan& plan);
    void askResend();
    void editAndResend();
    void askNote();
    void askExport(const std::vector<qint64>& seqs);
    void askRemove(const std::vector<qint64>& seqs);
    void withMatching(void (EventCommands::*then)(const std::vector<qint64>&));
    void startCompare();
    void copyText(const QString& text, const QString& what);
    [[nodiscard]] QStringList subjects() const;

    const Theme& m_theme;
    QWidget& m_page;
    models::EventActions* m_actions = nullptr;
    std::shared_ptr<const store::StoredEvent> m_current;
    models::SourceLabel m_source;
    std::vector<store::EventRow> m_selected;
    std::function<store::Filter()> m_filter;
    qint64 m_compareWith = 0; ///< seq; the next event that becomes current is compared with it
};

} // namespace hw::widgets
