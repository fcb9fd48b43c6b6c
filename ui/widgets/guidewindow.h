#pragma once

#include "ui/models/guide.h"
#include "ui/widgets/theme.h"

#include <QWidget>

#include <memory>

class QListWidget;

namespace hw::widgets {

class GuideBrowser;
class Label;
class SearchField;
class ToolButton;

/// The guide in a window of its own, so that it can be read beside what it is about: pages on the left with a search,
/// the page on the right.
class GuideWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuideWindow)

public:
    GuideWindow(const Theme& theme, QWidget* parent);
    ~GuideWindow() override;

    /// Replaces the pages; the one that is shown stays.
    void setGuide(std::shared_ptr<const models::Guide> guide);
    /// "mapping", "troubleshooting#signature"; the first page where there is none of this id.
    void showPage(const QString& target);
    /// Of the page that is shown: "mapping".
    [[nodiscard]] QString shownPage() const;

Q_SIGNALS:
    /// A page of the internet, which only the user's own click opens.
    void addressWanted(const QUrl& address);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void listPages();
    void listHits(const QString& query);
    void refreshCurrent(const QString& shown);
    void addCaption(const QString& text);
    void addRow(const QString& text, const QString& target);
    void dress();

    const Theme& m_theme;
    std::shared_ptr<const models::Guide> m_guide;
    SearchField* m_search;
    QListWidget* m_list;
    Label* m_nothing;
    GuideBrowser* m_browser;
    ToolButton* m_back;
    ToolButton* m_forward;
};

} // namespace hw::widgets
