#pragma once

#include "ui/models/settingspresenter.h"
#include "ui/models/sourcesettingspresenter.h"
#include "ui/widgets/page.h"

#include <QHash>

namespace hw::widgets {

class Button;
class Label;
class SourceHandlingForm;
class SourceIdentityForm;
class SourceSettingsForm;
class Theme;

/// The Setup view of a source: all its settings, with what its paths give in the last event. What is typed is a draft
/// until it is applied; a draft stays while other sources are looked at.
class SourceSettingsPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceSettingsPage)

public:
    /// All outlive the page.
    SourceSettingsPage(const Theme& theme, models::SourceSettingsPresenter& presenter,
                       models::SettingsPresenter& settings, QWidget* parent = nullptr);

    void setPlace(const models::Place& place) override;
    [[nodiscard]] QList<QWidget*> regions() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    [[nodiscard]] models::SourceTexts draft() const;
    void fill(const models::SourceTexts& texts);
    /// What is stored became another: fields that were not touched follow.
    void takeStored();
    void review();
    void apply();

    models::SourceSettingsPresenter& m_presenter;
    models::SourceTexts m_stored;
    QHash<QString, models::SourceTexts> m_drafts; ///< changed texts of sources that are not shown, by key
    SourceIdentityForm* m_identity;
    SourceHandlingForm* m_handling;
    QWidget* m_scroll;
    QWidget* m_bar;
    Button* m_apply;
    Button* m_cancel;
    Label* m_count;
};

} // namespace hw::widgets
